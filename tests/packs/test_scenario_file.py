"""A contingency as a file: what is wrong with it is told by file, line and field."""

from pathlib import Path

import pytest

from renkei.errors import PackError
from renkei.packs.load import load_pack
from renkei.packs.scenario_file import check_scenario, new_scenario, read_scenario
from renkei.simulation.checking import check_file

PACK = load_pack("us_japan")


@pytest.fixture
def path(tmp_path) -> Path:
    made = tmp_path / "mine.yaml"
    new_scenario(made, PACK)
    return made


def test_a_new_one_is_in_order_and_can_be_run(path):
    assert check_file(path, PACK) == []
    assert read_scenario(path, PACK).key == "mine"


def test_a_new_one_writes_over_nothing(path):
    with pytest.raises(PackError, match="stands there already"):
        new_scenario(path, PACK)


CONCUR = "do: concur, after: [share], nations: [US]"
NEW = "field: {FR: [seventh-fleet], US:"


@pytest.mark.parametrize(
    ("there", "instead", "field", "line", "said"),
    [
        ("to: field", "to: fields", "streams.0.steps.1.to", "to: fields", "no role 'fields'"),
        ("after: [share]", "after: [x]", "streams.0.steps.2.after.0", "do: assess", "'x'"),
        ("deadline: due", "deadline: dew", "streams.0.deadline", "dew", "no parameter 'dew'"),
        ("value: 12", "value: 120", "parameters.1", "key: due", "outside its range"),
        ("  range: [4, 48]\n", "", "parameters.1", "key: due", "needs a `range` and a `why`"),
        ("do: assess", "do: asses", "streams.0.steps.2.do", "do: asses", "asses"),
        ("urgent: true", "urgent: true\n  hurry: yes", "streams.0.hurry", "hurry", "not permitted"),
        ("range: [4, 48]", "range: [48, 4]", "parameters.1", "key: due", "runs downwards"),
        ("rate: matters", "rate: due", "streams.0.rates.0.rate", "rate: due", "in per-day"),
        ("deadline: due", "deadline: matters", "streams.0.deadline", "deadline", "in seconds or"),
        ("start: 2025-06-02", "start: 2025-06-03", "start", "start: 2025-06-03", "a Monday"),
        ("start: 2025-06-02", "start: 2025-06", "start", "start: 2025-06", "a Monday"),
        ("do: assess, after: [share]", CONCUR, "streams.0.steps.2.nations", CONCUR, "nobody"),
        ("field: {US:", NEW, "roles.field.FR", NEW, "none of the scenario's nations"),
    ],
)
def test_a_fault_is_told_with_its_line_and_field(path, there, instead, field, line, said):
    text = path.read_text("utf-8")
    assert there in text
    path.write_text(text.replace(there, instead, 1), "utf-8")
    (fault,) = check_file(path, PACK)
    assert fault.field == field
    assert said in fault.message
    assert line in path.read_text("utf-8").splitlines()[fault.line - 1]
    assert str(fault).startswith(f"{path}:{fault.line}: {field}: ")


def test_a_parameter_given_twice_is_told(path):
    text = path.read_text("utf-8")
    row = text[text.index("- key: due") : text.index("streams:")]
    path.write_text(text.replace("streams:", row + "streams:", 1), "utf-8")
    (fault,) = check_file(path, PACK)
    assert (fault.field, fault.message) == ("parameters.2.key", "'due' stands there twice")


def test_a_field_given_twice_is_refused_with_its_line(path):
    text = path.read_text("utf-8").replace("weeks: 2\n", "weeks: 2\nweeks: 3\n")
    path.write_text(text, "utf-8")
    line = text.splitlines().index("weeks: 3") + 1
    with pytest.raises(PackError, match=f":{line}: the key 'weeks' stands twice"):
        check_file(path, PACK)


def test_a_line_up_that_cannot_do_it_is_told(path):
    changed = path.read_text("utf-8").replace(
        "{step: assess, do: assess, after: [share]}",
        "{step: decide, do: decide, decision: surrender, after: [share]}",
    )
    path.write_text(changed, "utf-8")
    faults = check_file(path, PACK)
    assert [fault.field for fault in faults] == ["lineups.0"]
    assert "nobody in the chain" in faults[0].message


def test_a_file_that_is_not_yaml_or_not_a_mapping(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("a: [", "utf-8")
    with pytest.raises(PackError, match="not well-formed YAML"):
        check_scenario(path, PACK)
    path.write_text("- a\n", "utf-8")
    assert [f.message for f in check_file(path, PACK)] == ["the file must hold a mapping of fields"]
