-- Wend's answers beside SQL's. `summary.json` and `effects.jsonl` are what `wend run` wrote; every line printed is a
-- difference, and the last one says how much was compared.
.mode ascii
.separator "\001" "\n"
CREATE TABLE effect_text(line TEXT);
.import effects.jsonl effect_text
.mode list
.separator " "
CREATE TABLE summary AS SELECT readfile('summary.json') AS json;

-- `at` of an effect, as load.sql counts time.
CREATE TABLE actual AS
SELECT json_extract(line, '$.journey') AS journey, json_extract(line, '$.customer') AS customer,
       json_extract(line, '$.kind') AS kind,
       CASE json_extract(line, '$.kind') WHEN 'enter' THEN '' WHEN 'exit' THEN ''
            ELSE coalesce(json_extract(line, '$.step'), json_extract(line, '$.action'), '') END AS step,
       strftime('%s', json_extract(line, '$.time')) AS second, json_extract(line, '$.reason') AS reason
FROM effect_text;
CREATE TABLE actual_at AS
SELECT journey, customer, kind, step,
       second / 86400 * 10 + CASE second % 86400 / 3600 WHEN 10 THEN -5 WHEN 11 THEN 0 WHEN 12 THEN 5 ELSE 99 END AS at
FROM actual;
-- A timer just after the events of its instant has their time.
UPDATE expected SET at = at - 1 WHERE (at + 1000000) % 10 = 1;

CREATE TABLE trigger_counts AS SELECT trigger, count(*) AS fired, count(DISTINCT customer) AS customers FROM fired GROUP BY 1;
SELECT 'trigger', trigger, 'SQL', fired, customers, 'Wend',
       coalesce(json_extract(json, '$.triggers.' || trigger || '.fired'), 'nothing'),
       coalesce(json_extract(json, '$.triggers.' || trigger || '.customers'), 'nothing')
FROM trigger_counts, summary
WHERE fired IS NOT json_extract(json, '$.triggers.' || trigger || '.fired')
   OR customers IS NOT json_extract(json, '$.triggers.' || trigger || '.customers');

CREATE TABLE journey_counts AS SELECT journey, count(*) AS entered, sum(ended IS NULL) AS live FROM entered GROUP BY 1;
SELECT 'journey', journey, 'SQL entered', entered, 'live', live, 'Wend',
       coalesce(json_extract(json, '$.journeys.' || journey || '.entered'), 'nothing'),
       coalesce(json_extract(json, '$.journeys.' || journey || '.live'), 'nothing')
FROM journey_counts, summary
WHERE entered IS NOT json_extract(json, '$.journeys.' || journey || '.entered')
   OR live IS NOT json_extract(json, '$.journeys.' || journey || '.live');

-- Effect by effect: journey, customer, kind, step and moment, each as often.
CREATE TABLE differences AS
SELECT 'only in SQL' AS what, * FROM (SELECT *, count(*) AS times FROM expected GROUP BY journey, customer, kind, step, at
                                      EXCEPT SELECT *, count(*) FROM actual_at GROUP BY journey, customer, kind, step, at)
UNION ALL
SELECT 'only in Wend', * FROM (SELECT *, count(*) FROM actual_at GROUP BY journey, customer, kind, step, at
                               EXCEPT SELECT *, count(*) FROM expected GROUP BY journey, customer, kind, step, at);
SELECT what, journey, customer, kind, step, date(at / 10 * 86400, 'unixepoch'), at % 10 FROM differences LIMIT 40;
SELECT 'differences', count(*) FROM differences HAVING count(*) > 0;

SELECT 'compared', (SELECT count(*) FROM trigger_counts), 'triggers with', (SELECT sum(fired) FROM trigger_counts),
       'firings,', (SELECT count(*) FROM journey_counts), 'journeys with', (SELECT count(*) FROM expected), 'effects';
