"""Near-duplicates: what must be found, and what must not."""

from __future__ import annotations

import pytest

from renkei.documents import near

WIRE = (
    "两国国防部长周三在东京举行会谈，同意明年春天设立一个联合小组，研究两军在危机中如何协调。"
    "会后发表的文件说，小组将由双方各派二十人组成，先在横田办公，以后是否搬迁视情况而定。"
    "日本方面希望小组拥有固定的预算，美国方面则说，经费要等国会审议以后才能确定。"
    "一名参加会谈的官员说，谈判比预想的顺利，但指挥关系不会改变，各国部队仍听命于本国。"
    "双方还谈到弹药储备、港口使用和夏季演习的规模，约定六月再次见面。"
)
OTHER = (
    "设立联合小组的消息传出后，东京的反对党要求政府到国会说明。"
    "在周三的防长会谈中，日方同意派二十人参加，可是人选、经费和地点一样也没有公布。"
    "在野党议员说，政府没有回答最要紧的问题：一旦开战，谁有最后的决定权。"
    "学者则提醒，类似的机构十年前就有过，因为缺少预算而名存实亡，这一次未必不同。"
    "民调显示，过半数受访者对协调机制本身并不反感，他们担心的是被卷入战争。"
)
TRADITIONAL = (
    "兩國國防部長週三在東京舉行會談，同意明年春天設立一個聯合小組，研究兩軍在危機中如何協調。"
    "會後發表的文件說，小組將由雙方各派二十人組成，先在橫田辦公，以後是否搬遷視情況而定。"
    "日本方面希望小組擁有固定的預算，美國方面則說，經費要等國會審議以後才能確定。"
    "一名參加會談的官員說，談判比預想的順利，但指揮關係不會改變，各國部隊仍聽命於本國。"
    "雙方還談到彈藥儲備、港口使用和夏季演習的規模，約定六月再次見面。"
)
EN = (
    "The defence ministers of the two countries met in Tokyo on Wednesday and agreed to set "
    "up a joint staff next spring to work out how their forces would act together in a "
    "crisis. Each side will send twenty people, who will first sit at Yokota. Tokyo wants a "
    "fixed budget for them; Washington says that the money must wait for Congress. An "
    "official at the talks said that the chain of command would not change. The ministers "
    "will meet again in June to settle the size of summer exercises."
)
EDITED = EN.replace("agreed to set up", "decided to create").replace("twenty people", "20 officers")
JA = (
    "両国の国防相は水曜日に東京で会談し、来春に合同の班を設け、危機の際に部隊がどう連携するかを"
    "詰めることで一致した。班は双方が二十人ずつ出し、当面は横田に置く。日本側は固定の予算を求め、"
    "米側は議会の審議を待つ必要があると答えた。会談に加わった高官は、指揮の系統は変わらないと"
    "説明した。両氏は六月に再び会い、夏の演習の規模を決める。"
)

NEAR = {
    "two outlets": (WIRE, "【样本晚报综合报道】据多家媒体消息，美日防务合作又有新的进展。" + WIRE),
    "another ending": (JA, JA + "野党からは説明を求める声も出ている。"),
    "lightly edited": (EN, EDITED),
    "another script": (WIRE, TRADITIONAL),
    "another layout": (EN, EN.upper().replace(". ", ".\n\n")),
}


@pytest.mark.parametrize(("a", "b"), NEAR.values(), ids=NEAR.keys())
def test_near_duplicates_are_found(a: str, b: str) -> None:
    first, second = near.signature(a), near.signature(b)
    assert near.similar(first, second) >= near.THRESHOLD + 0.1
    assert set(near.bands(first)) & set(near.bands(second))


@pytest.mark.parametrize(("a", "b"), [(WIRE, OTHER), (WIRE, JA), (WIRE, EN), (JA, EN)])
def test_other_articles_on_the_same_meeting_are_not(a: str, b: str) -> None:
    assert near.similar(near.signature(a), near.signature(b)) < near.THRESHOLD - 0.2


def test_a_text_is_like_itself_and_its_signature_never_changes() -> None:
    signed = near.signature(WIRE)
    assert near.similar(signed, signed) == 1
    assert signed == near.signature(WIRE)
    assert len(signed) == 4 * near.PERMUTATIONS


def test_short_texts_are_copies_of_nothing() -> None:
    assert near.signature("两国同意。") == b""
    assert near.bands(b"") == []
    assert near.similar(b"", near.signature(WIRE)) == 0


def test_bands_are_distinct_and_fit_a_column() -> None:
    keys = near.bands(near.signature(EN))
    assert len(set(keys)) == near.BANDS
    assert all(0 <= key < 2**63 for key in keys)


def test_the_estimate_is_near_the_true_share() -> None:
    def grams(text: str) -> set[str]:
        folded = near.fold(text)
        return {folded[i : i + 3] for i in range(len(folded) - 2)}

    for a, b in (*NEAR.values(), (WIRE, OTHER)):
        true = len(grams(a) & grams(b)) / len(grams(a) | grams(b))
        assert near.similar(near.signature(a), near.signature(b)) == pytest.approx(true, abs=0.14)
