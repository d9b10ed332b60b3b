-- The bank's two files as tables, by SQLite alone: nothing here was written by Wend.
-- Run in a folder with links `customers.csv` and `events.jsonl`.
.mode csv
.import customers.csv customer_text
.mode ascii
.separator "\001" "\n"
CREATE TABLE event_text(line TEXT);
.import events.jsonl event_text
.mode list
.separator "|"

-- Money in ten-thousandths of a crown, so that all arithmetic below is on integers; empty is null.
CREATE TABLE customers AS
SELECT customer,
       birth_date,
       CAST(district_average_salary AS INTEGER) * 10000 AS district_average_salary,
       account_opened,
       CAST(account_users AS INTEGER) AS account_users
FROM customer_text;
CREATE UNIQUE INDEX customers_by_id ON customers(customer);

-- `seq` is the order of arrival. Every transaction is at 11:00 UTC: 12:00 in winter and 13:00 in summer in Prague.
CREATE TABLE events AS
SELECT rowid AS seq,
       json_extract(line, '$.customer') AS customer,
       json_extract(line, '$.type') AS type,
       substr(json_extract(line, '$.time'), 1, 10) AS day,
       CAST(julianday(substr(json_extract(line, '$.time'), 1, 10)) - 2440587.5 AS INTEGER) AS d,
       CAST(round(json_extract(line, '$.amount') * 10000) AS INTEGER) AS amount,
       CAST(round(json_extract(line, '$.balance') * 10000) AS INTEGER) AS balance,
       json_extract(line, '$.purpose') AS purpose
FROM event_text;
CREATE INDEX events_by_customer ON events(customer, type, d, seq);
CREATE INDEX events_by_seq ON events(seq);

-- Days with summer time in Prague, 1993 and 1994 (Sunday to the Saturday before the last Sunday of September).
CREATE VIEW bounds AS SELECT max(d) AS last_day FROM events;
CREATE TABLE days AS
WITH RECURSIVE all_days(d) AS (SELECT 8401 UNION ALL SELECT d + 1 FROM all_days WHERE d < 9400)
SELECT d,
       date(d * 86400, 'unixepoch') AS day,
       date(d * 86400, 'unixepoch') BETWEEN '1993-03-28' AND '1993-09-25'
         OR date(d * 86400, 'unixepoch') BETWEEN '1994-03-27' AND '1994-09-24' AS summer
FROM all_days;
CREATE UNIQUE INDEX days_by_d ON days(d);

-- A moment as one integer that orders as time does: an event of day d is 10 d. A span of days keeps the local clock
-- time, so a timer set at 12:00 in winter comes an hour before the events of a summer day (-5), one set at 13:00 in
-- summer an hour after those of a winter day (+5), else just after them (+1: events of equal time go before timers).
CREATE TABLE timers AS
SELECT origin.d AS set_on, due.d AS due_on,
       due.d * 10 + CASE WHEN due.summer > origin.summer THEN -5 WHEN due.summer < origin.summer THEN 5 ELSE 1 END AS at
FROM days AS origin JOIN days AS due ON due.d BETWEEN origin.d AND origin.d + 150;
CREATE UNIQUE INDEX timers_by_days ON timers(set_on, due_on);

-- The last moment of the run: the clock stops at the last event, and timers of that instant still go.
CREATE VIEW the_end AS SELECT last_day * 10 + 1 AS at FROM bounds;
