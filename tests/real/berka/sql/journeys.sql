-- What each journey should have done: one row (journey, customer, kind, step, at) an effect.
CREATE TABLE expected(journey TEXT, customer TEXT, kind TEXT, step TEXT, at INTEGER);
-- One row an instance. `ended` is null where it still lives at the end.
CREATE TABLE entered(journey TEXT, customer TEXT, d INTEGER, at INTEGER, seq INTEGER, amount INTEGER, set_on INTEGER,
                     ended INTEGER);

-- pension_follow_up: the first pension alone; a letter, then 120 days of waiting for a withdrawal of one's own.
INSERT INTO entered SELECT 'pension_follow_up', customer, d, at, min(seq), amount, d, NULL FROM fired
WHERE trigger = 'pension_arrives' GROUP BY customer;
CREATE TABLE pension AS
SELECT e.*, due.at AS due,
       (SELECT min(w.d * 10) FROM own_withdrawals AS w
        WHERE w.customer = e.customer AND w.seq > e.seq AND w.d * 10 < due.at) AS drew,
       (SELECT min(p.d * 10) FROM events AS p JOIN timers AS limits ON limits.set_on = e.d AND limits.due_on = e.d + 60
        WHERE p.customer = e.customer AND p.type = 'cash_deposit' AND p.seq > e.seq AND p.d * 10 < limits.at) AS paid_in
FROM entered AS e JOIN timers AS due ON due.set_on = e.d AND due.due_on = e.d + 120
WHERE e.journey = 'pension_follow_up';
INSERT INTO expected SELECT journey, customer, 'send', 'greeting', at FROM pension;
INSERT INTO expected SELECT journey, customer, 'assign', 'call', due FROM pension
WHERE drew IS NULL AND due <= (SELECT at FROM the_end);
INSERT INTO expected SELECT journey, customer, 'goal', 'paid_in', paid_in FROM pension WHERE paid_in IS NOT NULL;
UPDATE entered SET ended = (SELECT coalesce(drew, CASE WHEN due <= (SELECT at FROM the_end) THEN due END)
                            FROM pension AS p WHERE p.customer = entered.customer) WHERE journey = 'pension_follow_up';

-- deposit_follow_up: an instance ends two days after its entry; the next may enter 30 days after that.
CREATE TABLE unusual AS
SELECT f.* FROM fired AS f JOIN customers USING (customer)
WHERE trigger = 'unusual_cash_deposit' AND district_average_salary >= 90000000;
CREATE TABLE unusual_next AS
SELECT f.customer, f.seq,
       (SELECT min(n.seq) FROM unusual AS n WHERE n.customer = f.customer AND n.seq > f.seq AND n.d * 10 + 1 >= t.at) AS next
FROM unusual AS f JOIN timers AS t ON t.set_on = f.d AND t.due_on = f.d + 32;
INSERT INTO entered
WITH RECURSIVE instance(seq) AS (
  SELECT min(seq) FROM unusual GROUP BY customer
  UNION
  SELECT next FROM instance JOIN unusual_next USING (seq) WHERE next IS NOT NULL)
SELECT 'deposit_follow_up', e.customer, e.d, e.d * 10, e.seq, e.amount, e.d, t.at
FROM instance JOIN events AS e ON e.seq = instance.seq
LEFT JOIN timers AS t ON t.set_on = e.d AND t.due_on = e.d + 2 AND t.at <= (SELECT at FROM the_end);
INSERT INTO expected
SELECT journey, customer, CASE WHEN amount >= 100000000 THEN 'assign' ELSE 'send' END,
       CASE WHEN amount >= 100000000 THEN 'talk' ELSE 'plan' END, ended
FROM entered WHERE journey = 'deposit_follow_up' AND ended IS NOT NULL;

-- overdraft_help: a letter; a cash deposit within 20 days is the goal and the end, else an adviser is asked. The next
-- instance may enter three months after the end, the 31st of a short month being its last day.
CREATE VIEW overdraft_runs AS
SELECT f.customer, f.seq, f.d, due.at AS due,
       (SELECT min(p.seq) FROM events AS p
        WHERE p.customer = f.customer AND p.type = 'cash_deposit' AND p.seq > f.seq AND p.d * 10 < due.at) AS paid_seq
FROM fired AS f JOIN timers AS due ON due.set_on = f.d AND due.due_on = f.d + 20
WHERE f.trigger = 'overdraft_interest_charged';
CREATE TABLE overdraft AS
SELECT *, (SELECT d FROM events WHERE seq = paid_seq) AS paid_day,
       coalesce((SELECT d FROM events WHERE seq = paid_seq), d + 20) AS end_day,
       coalesce((SELECT d FROM events WHERE seq = paid_seq), d) AS clock_day
FROM overdraft_runs;
CREATE TABLE overdraft_again AS
WITH dated AS (
  SELECT o.*, date(end_day * 86400, 'unixepoch') AS end_date,
         date(end_day * 86400, 'unixepoch', '+3 months') AS plain FROM overdraft AS o),
clamped AS (
  SELECT *, CASE WHEN strftime('%d', plain) = strftime('%d', end_date) THEN plain
                 ELSE date(plain, 'start of month', '-1 day') END AS again_date FROM dated)
SELECT customer, seq, CAST(julianday(again_date) - 2440587.5 AS INTEGER) AS again_day, clock_day FROM clamped;
CREATE TABLE overdraft_next AS
SELECT a.seq, (SELECT min(n.seq) FROM overdraft AS n JOIN timers AS t ON t.set_on = a.clock_day AND t.due_on = a.again_day
               WHERE n.customer = a.customer AND n.seq > a.seq AND n.d * 10 + 1 >= t.at) AS next
FROM overdraft_again AS a;
INSERT INTO entered
WITH RECURSIVE instance(seq) AS (
  SELECT min(seq) FROM overdraft GROUP BY customer
  UNION
  SELECT next FROM instance JOIN overdraft_next USING (seq) WHERE next IS NOT NULL)
SELECT 'overdraft_help', o.customer, o.d, o.d * 10, o.seq, NULL, o.d,
       coalesce(o.paid_day * 10, CASE WHEN o.due <= (SELECT at FROM the_end) THEN o.due END)
FROM instance JOIN overdraft AS o USING (seq);
INSERT INTO expected SELECT journey, customer, 'send', 'offer', at FROM entered WHERE journey = 'overdraft_help';
INSERT INTO expected SELECT e.journey, e.customer, 'goal', 'paid_in', o.paid_day * 10
FROM entered AS e JOIN overdraft AS o USING (seq) WHERE e.journey = 'overdraft_help' AND o.paid_seq IS NOT NULL;
INSERT INTO expected SELECT e.journey, e.customer, 'assign', 'plan', o.due
FROM entered AS e JOIN overdraft AS o USING (seq)
WHERE e.journey = 'overdraft_help' AND o.paid_seq IS NULL AND o.due <= (SELECT at FROM the_end);

-- insurance_offer: once for each customer; taking out insurance within 90 days is the goal and ends it.
INSERT INTO entered SELECT 'insurance_offer', customer, d, at, min(seq), NULL, d, NULL FROM fired
WHERE trigger = 'household_without_insurance' GROUP BY customer;
CREATE TABLE offered AS
SELECT e.*, account_users, pause.at AS due,
       (SELECT min(i.d * 10) FROM events AS i JOIN timers AS limits ON limits.set_on = e.d AND limits.due_on = e.d + 90
        WHERE i.customer = e.customer AND i.type = 'transfer_out' AND i.purpose = 'insurance' AND i.seq > e.seq
          AND i.d * 10 < limits.at) AS insured
FROM entered AS e JOIN customers USING (customer)
JOIN timers AS pause ON pause.set_on = e.d AND pause.due_on = e.d + 30
WHERE e.journey = 'insurance_offer';
INSERT INTO expected SELECT journey, customer, 'send', 'offer', at FROM offered;
INSERT INTO expected SELECT journey, customer, 'goal', 'took_out_insurance', insured FROM offered
WHERE insured IS NOT NULL;
INSERT INTO expected SELECT journey, customer, 'assign', 'call', due FROM offered
WHERE account_users = 2 AND due <= (SELECT at FROM the_end) AND (insured IS NULL OR insured > due);
UPDATE entered SET ended = (SELECT min(coalesce(insured, 1e9), CASE WHEN due <= (SELECT at FROM the_end) THEN due ELSE 1e9 END)
                            FROM offered AS o WHERE o.customer = entered.customer) WHERE journey = 'insurance_offer';
UPDATE entered SET ended = NULL WHERE ended = 1e9;

-- win_back: entered by a timer, so the local clock time is that of the withdrawal before the silence. A withdrawal of
-- one's own ends it (exit); each new silence enters again.
INSERT INTO entered SELECT 'win_back', customer, d, at, NULL, NULL, set_on, NULL FROM fired WHERE trigger = 'account_silent';
CREATE TABLE missed AS
SELECT e.*, due.at AS due,
       (SELECT min(w.d * 10) FROM own_withdrawals AS w
        WHERE w.customer = e.customer AND w.d * 10 > e.at AND w.d * 10 < due.at) AS drew
FROM entered AS e JOIN timers AS due ON due.set_on = e.set_on AND due.due_on = e.d + 15
WHERE e.journey = 'win_back';
INSERT INTO expected SELECT journey, customer, 'send', 'letter', at FROM missed;
INSERT INTO expected SELECT journey, customer, 'assign', 'call', due FROM missed
WHERE drew IS NULL AND due <= (SELECT at FROM the_end);
UPDATE entered SET ended = (SELECT coalesce(drew, CASE WHEN due <= (SELECT at FROM the_end) THEN due END) FROM missed AS m
                            WHERE m.customer = entered.customer AND m.at = entered.at) WHERE journey = 'win_back';

-- welcome: a letter at once, and after a week an invitation for who was born before September 1939.
INSERT INTO entered
SELECT 'welcome', f.customer, f.d, f.at, f.seq, NULL, f.d, due.at
FROM fired AS f LEFT JOIN timers AS due ON due.set_on = f.d AND due.due_on = f.d + 7
  AND due.at <= (SELECT at FROM the_end)
WHERE f.trigger = 'first_transfer_in';
INSERT INTO expected SELECT journey, customer, 'send', 'greeting', at FROM entered WHERE journey = 'welcome';
INSERT INTO expected SELECT e.journey, e.customer, 'assign', 'invitation', e.ended
FROM entered AS e JOIN customers USING (customer)
WHERE e.journey = 'welcome' AND e.ended IS NOT NULL AND birth_date < '1939-09-01';

INSERT INTO expected SELECT journey, customer, 'enter', '', at FROM entered;
INSERT INTO expected SELECT journey, customer, 'exit', '', ended FROM entered WHERE ended IS NOT NULL;
