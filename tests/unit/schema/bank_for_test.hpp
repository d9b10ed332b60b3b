// A small bank with something of every kind.
#pragma once

namespace wend::schema {

inline constexpr const char* kBank = R"json({
  "name": "demo bank", "version": 7, "zone": "Asia/Shanghai", "currency": "CNY", "lateness": "3 days",
  "purposes": ["marketing", "service"],
  "enums": [
    {"name": "tier", "ordered": true, "label": {"zh": "资产等级"},
     "values": [{"name": "mass", "label": {"zh": "大众"}}, {"name": "gold", "label": {"zh": "金卡"}}]},
    {"name": "card", "values": [{"name": "debit"}, {"name": "gold", "label": {"zh": "金卡"}}]},
    {"name": "risk_rating", "ordered": true, "values": [{"name": "C1"}, {"name": "C2"}]},
    {"name": "product_risk", "ordered": true, "mapped_to": "risk_rating",
     "values": [{"name": "R1", "as": "C1"}, {"name": "R2", "as": "C2"}, {"name": "R3"}]}
  ],
  "tags": [
    {"name": "aum", "type": "money CNY", "label": {"zh": "资产规模", "en": "assets"}, "description": "All that the customer holds",
     "range": [0, 1234.5], "sensitivity": "personal", "purposes": ["marketing"], "origin": "own", "owner": "data platform",
     "fresh": "1 day", "writable": false, "required": true, "deprecated": null},
    {"name": "tier", "type": "tier", "range": ["mass", "gold"], "writable": true},
    {"name": "balance", "type": "money", "deprecated": "use aum"},
    {"name": "dollars", "type": "money USD"},
    {"name": "flag", "type": "bool"},
    {"name": "age", "type": "integer", "range": [18, null]},
    {"name": "score", "type": "number", "range": [null, 0.75]},
    {"name": "idle", "type": "duration", "range": ["90 seconds", "48 hours"]},
    {"name": "term", "type": "period"},
    {"name": "birth_date", "type": "date", "range": ["1900-01-01", "2026-12-31"]},
    {"name": "last_login", "type": "time", "range": ["2020-01-01T00:00:00Z", null]},
    {"name": "call_at", "type": "time of day", "range": ["09:00", "21:30"]},
    {"name": "city", "type": "text", "label": {"zh": "城市"}},
    {"name": "cards", "type": "set of card"},
    {"name": "interests", "type": "set of text"},
    {"name": "favourite", "type": "product"},
    {"name": "home", "type": "place"},
    {"name": "commute", "type": "distance", "range": [0, 50000]},
    {"name": "spouse", "type": "customer"},
    {"name": "holdings", "type": "list of holding"},
    {"name": "面积", "type": "number"}
  ],
  "events": [
    {"name": "deposit", "label": {"zh": "存款"}, "description": "Money comes in", "sensitivity": "sensitive",
     "retain": "13 months", "complete_since": "2025-01-01", "a_day": 0.25,
     "fields": [{"name": "amount", "type": "money CNY", "label": {"zh": "金额"}, "range": [0, null]},
                {"name": "referrer", "type": "customer", "deliver_to": true}]},
    {"name": "opened", "fields": [{"name": "screen", "type": "text"}]}
  ],
  "channels": [
    {"name": "wechat", "label": {"zh": "微信"}, "contact": true, "cost": "0.01 CNY", "outcomes": ["delivered", "opened", "refused"],
     "templates": [
       {"name": "payroll", "label": {"zh": "代发理财"}, "purpose": "marketing", "personalised": true, "refusal": "keyword TD",
        "general": "news", "approved_until": "2027-01-01",
        "parameters": [{"name": "amount", "type": "money CNY"}, {"name": "product", "type": "product", "required": false}]},
       {"name": "news", "purpose": "service"}]},
    {"name": "log", "contact": false}
  ],
  "slots": [{"name": "banner", "templates": [{"name": "wealth", "purpose": "marketing"}]}],
  "tasks": [{"name": "manager", "outcomes": ["done", "declined", "opened"],
             "parameters": [{"name": "task", "type": "text"}, {"name": "due", "type": "period"}]}],
  "benefits": [{"name": "voucher", "budget": 1000, "parameters": []}, {"name": "points"}],
  "products": {
    "fields": [{"name": "risk", "type": "product_risk"}, {"name": "fee", "type": "money CNY"}, {"name": "open", "type": "bool"},
               {"name": "regions", "type": "set of text"}, {"name": "cards", "type": "set of card"},
               {"name": "term", "type": "period"}, {"name": "opened_on", "type": "date"}],
    "items": [
      {"name": "flexible", "label": {"zh": "灵活理财"}, "risk": "R2", "fee": 0.5, "open": true, "regions": ["south", "east", "east"],
       "cards": ["gold", "debit"], "term": "3 months", "opened_on": "2026-02-28"},
      {"name": "fixed", "risk": null}]
  },
  "lists": [{"name": "vip", "label": {"zh": "贵宾"}, "fields": [{"name": "seat", "type": "text"}]},
            {"name": "holding", "fields": [{"name": "product", "type": "product"}, {"name": "maturity", "type": "date"}]}],
  "calendars": [{"name": "cn", "days_off": ["saturday", "sunday"], "holidays": ["2026-02-15/2026-02-23", "2026-05-01"],
                 "workdays": ["2026-02-14"]}],
  "areas": [{"name": "grid", "polygon": [[31.23, 121.47], [31.24, 121.47], [31.24, 121.48]]}],
  "models": [{"name": "churn", "returns": "number", "inputs": ["aum", "age"], "file": "churn.json", "sha256": "ab", "owner": "risk",
              "evaluated": "2026-05-01", "expires": "2027-05-01"}]
})json";

}  // namespace wend::schema
