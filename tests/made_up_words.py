"""The words of the made-up negotiation: parties, places, topics, all invented, in two languages."""

from __future__ import annotations

Words = tuple[str, str]
"""English and Japanese."""

PARTIES: tuple[Words, ...] = (
    ("Republic of Aldern", "アルデルン共和国"), ("Kingdom of Brisk", "ブリスク王国"),
    ("Corran Federation", "コラン連邦"), ("Delve Islands", "デルヴ諸島"),
    ("Council of the Eastern Valleys", "東部渓谷評議会"), ("Farrow Liberation Front", "ファロウ解放戦線"),
    ("Garrow", "ガロウ"), ("League of Hill Towns", "丘陵都市同盟"),
    ("Ister River Commission", "イスター川委員会"), ("Joint Mediation Group", "合同調停団"),
    ("Kest", "ケスト"), ("Lowland Assembly", "低地議会"),
)  # fmt: skip
PLACES: tuple[Words, ...] = (
    ("in the Arden pass", "アルデン峠の"), ("along the Ister", "イスター川沿いの"),
    ("in Port Merrow", "メロウ港の"), ("on the Delve Islands", "デルヴ諸島の"),
    ("in the Eastern Valleys", "東部渓谷の"), ("at the Tolland crossing", "トランド検問所の"),
    ("in the hill towns", "丘陵都市の"), ("around Lake Sorrel", "ソレル湖周辺の"),
)  # fmt: skip
TOPICS: tuple[tuple[Words, tuple[Words, ...]], ...] = (
    (("Ceasefire and separation of forces", "停戦と兵力の引き離し"),
     (("Ceasefire", "停戦"), ("Withdrawal of heavy weapons", "重火器の撤収"), ("Joint patrols", "合同巡回"))),
    (("Monitoring", "監視"),
     (("International monitors", "国際監視団"), ("Drones over the line", "境界線上空の無人機"),
      ("Hotline between commanders", "司令官同士の直通電話"))),
    (("Prisoners and missing people", "捕虜と行方不明者"),
     (("Return of all prisoners", "全捕虜の帰還"), ("Search for missing people", "行方不明者の捜索"),
      ("Visits by families", "家族の面会"))),
    (("Return of displaced people", "避難民の帰還"),
     (("Return of displaced people to their homes", "避難民の帰宅"),
      ("Compensation for lost houses", "失われた家屋の補償"),
      ("Schools in both languages", "二言語の学校"))),
    (("Borders and crossings", "境界と検問所"),
     (("Open road for trade", "通商路の開放"), ("Customs posts", "税関"), ("Demarcation of the border", "国境の画定"))),
    (("Self-government", "自治"),
     (("Elected council", "選挙による議会"), ("Police recruited on the spot", "現地採用の警察"),
      ("Referendum on status", "地位に関する住民投票"))),
    (("Water and energy", "水とエネルギー"),
     (("Shared dam", "ダムの共同利用"), ("Electricity line", "送電線"), ("Share of the water", "水の配分"))),
    (("Money and reconstruction", "資金と復興"),
     (("Fund for reconstruction", "復興基金"),
      ("Lifting of the embargo", "禁輸の解除"), ("Debt relief", "債務の減免"))),
    (("Justice", "司法"),
     (("Court for crimes of the war", "戦争犯罪法廷"), ("Amnesty for fighters", "戦闘員の恩赦"),
      ("Opening of the archives", "公文書の公開"))),
    (("Guarantees", "保証"),
     (("Foreign troops as guarantors", "保証国の外国部隊"), ("Treaty of mutual assistance", "相互援助条約"),
      ("Limits on the number of soldiers", "兵員数の制限"))),
)  # fmt: skip
VENUES: tuple[Words, ...] = (
    ("Press conference in Port Merrow", "メロウ港での記者会見"), ("Speech to parliament", "議会での演説"),
    ("Interview with a newspaper", "新聞のインタビュー"), ("Joint declaration", "共同声明"),
)  # fmt: skip
QUOTES: tuple[Words, ...] = (
    ("We have said so from the first day, and we shall not say anything else.",
     "初日からそう述べてきた。別のことを言うつもりはない。"),
    ("There is no other way that our people would understand.", "国民が理解できる道はほかにない。"),
    ("One after the other, and in this order.", "一つずつ、この順番で進める。"),
)  # fmt: skip
