-- What each trigger should have fired on: one row (trigger, customer, d, at, seq, amount) a firing.
CREATE TABLE own_withdrawals AS
SELECT seq, customer, d FROM events WHERE type = 'cash_withdrawal' AND purpose IS NULL;
CREATE INDEX own_withdrawals_by_customer ON own_withdrawals(customer, d, seq);

CREATE TABLE fired(trigger TEXT, customer TEXT, d INTEGER, at INTEGER, seq INTEGER, amount INTEGER, set_on INTEGER);

INSERT INTO fired
SELECT 'pension_arrives', customer, d, d * 10, seq, amount, d FROM events
WHERE type = 'transfer_in' AND purpose = 'pension';

-- The average is money: rounded half to even at ten-thousandths, as the language says.
INSERT INTO fired
WITH compared AS (
  SELECT e.*, sum(b.amount) AS total, count(b.amount) AS n
  FROM events AS e JOIN events AS b
    ON b.customer = e.customer AND b.type = 'cash_deposit' AND b.d BETWEEN e.d - 89 AND e.d AND b.seq < e.seq
  WHERE e.type = 'cash_deposit' GROUP BY e.seq),
averaged AS (
  SELECT *, total / n + (2 * (total % n) > n OR (2 * (total % n) = n AND (total / n) % 2 = 1)) AS average FROM compared)
SELECT 'unusual_cash_deposit', customer, d, d * 10, seq, amount, d FROM averaged WHERE amount >= 3 * average;

INSERT INTO fired
SELECT 'balance_falls_low', customer, d, d * 10, seq, amount, d FROM events
WHERE type = 'cash_withdrawal' AND balance < 50000000 AND balance + amount >= 50000000;

INSERT INTO fired
SELECT 'overdraft_interest_charged', customer, d, d * 10, seq, amount, d FROM events
WHERE type = 'cash_withdrawal' AND purpose = 'overdraft_interest';

INSERT INTO fired
SELECT 'household_without_insurance', e.customer, e.d, e.d * 10, e.seq, e.amount, e.d
FROM events AS e
WHERE e.type = 'transfer_out' AND e.purpose = 'household'
  AND NOT EXISTS (SELECT 1 FROM events AS i WHERE i.customer = e.customer AND i.type = 'transfer_out'
                  AND i.purpose = 'insurance' AND i.d BETWEEN e.d - 89 AND e.d AND i.seq <= e.seq);

INSERT INTO fired
SELECT 'third_withdrawal_in_a_week', w.customer, w.d, w.d * 10, w.seq, NULL, w.d
FROM own_withdrawals AS w
WHERE 3 = (SELECT count(*) FROM own_withdrawals AS b
           WHERE b.customer = w.customer AND b.d BETWEEN w.d - 6 AND w.d AND b.seq <= w.seq);

INSERT INTO fired
SELECT 'first_transfer_in', e.customer, e.d, e.d * 10, e.seq, e.amount, e.d
FROM events AS e JOIN customers USING (customer)
WHERE e.type = 'transfer_in' AND account_opened BETWEEN date(e.day, '-59 days') AND e.day
  AND 1 = (SELECT count(*) FROM events AS b WHERE b.customer = e.customer AND b.type = 'transfer_in'
           AND b.day >= account_opened AND b.seq <= e.seq);

INSERT INTO fired
SELECT 'half_transferred_out', customer, d, d * 10, seq, amount, d FROM events
WHERE type = 'transfer_out' AND balance >= 0 AND amount >= balance;

-- Silent: 45 days after a withdrawal of one's own, unless another came before the timer. The windows of `last 45 days`
-- are the 45 local days up to the day on which the timer goes; what comes later that day has not happened yet.
INSERT INTO fired
WITH armed AS (
  SELECT w.*, timers.due_on, timers.at FROM own_withdrawals AS w
  JOIN timers ON timers.set_on = w.d AND timers.due_on = w.d + 45)
SELECT 'account_silent', a.customer, a.due_on, a.at, NULL, NULL, a.d
FROM armed AS a JOIN customers USING (customer)
WHERE a.at <= (SELECT at FROM the_end)
  AND NOT EXISTS (SELECT 1 FROM own_withdrawals AS n
                  WHERE n.customer = a.customer AND n.seq > a.seq AND n.d * 10 < a.at)
  AND EXISTS (SELECT 1 FROM own_withdrawals AS n JOIN days USING (d)
              WHERE n.customer = a.customer AND n.d * 10 < a.at AND days.day >= account_opened)
  AND NOT EXISTS (SELECT 1 FROM events AS e WHERE e.customer = a.customer
                  AND e.type = 'cash_deposit'
                  AND e.d BETWEEN a.due_on - 44 AND a.due_on AND e.d * 10 < a.at);
CREATE INDEX fired_by_trigger ON fired(trigger, customer, at);
