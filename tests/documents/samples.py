"""Texts written for these tests; they report nothing that happened."""

from __future__ import annotations

ZH = (
    "两国政府周三同意审议指挥与控制的框架，一名官员对记者说。",
    "新的联合司令部预计于明年春天成立，但具体地点尚未决定。",
    "分析人士认为，这样的安排将有助于加快双方之间的协调。",
)
ZHT = (
    "兩國政府週三同意檢討指揮與管制的架構，一名官員對記者表示。",
    "新的聯合司令部預計於明年春天成立，但具體地點尚未決定。",
    "分析人士認為，這樣的安排將有助於加快雙方之間的協調。",
)
JA = (
    "日米両政府は水曜日、指揮統制の枠組みを見直す方針で一致した。",
    "新たな司令部は来年春に発足する見通しだが、場所は決まっていない。",
    "専門家は、部隊間の調整が速くなるとの見方を示している。",
)
EN = (
    "The two governments agreed on Wednesday to review command and control, an official said.",
    "The new headquarters is expected next spring, but its site has not been decided.",
    "Analysts hold that such an arrangement would speed coordination between the forces.",
)


def article(
    paragraphs: tuple[str, ...] = JA, head: str = "", title: str = "指揮統制を見直しへ"
) -> str:
    """A whole page as outlets make them: navigation, cookie banner, share bar, related links."""
    links = "".join(f'<li><a href="/section/{i}">分野{i}</a></li>' for i in range(12))
    related = "".join(
        f'<li><a href="/news/{i}">別の日の記事その{i}の見出し</a></li>' for i in range(5)
    )
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return f"""<!DOCTYPE html>
<html lang="ja"><head><meta charset="utf-8"><title>{title} - 例の新聞</title>
<meta property="og:site_name" content="例の新聞">{head}</head>
<body><div class="cookie-consent">当サイトはCookieを使用しています。</div>
<header><a href="/">例の新聞</a><nav><ul>{links}</ul></nav></header>
<div id="wrap"><h1>{title}</h1>
<div class="meta">2024年5月11日 09:00</div>
<div class="sns-share"><a href="#">シェアする</a></div>
<figure><img src="a.jpg"><figcaption>会談に臨む両首脳（10日、東京）</figcaption></figure>
{body}
<div class="related"><h2>関連記事</h2><ul>{related}</ul></div></div>
<footer><p>© 2024 例の新聞 無断転載を禁じます。</p></footer></body></html>"""
