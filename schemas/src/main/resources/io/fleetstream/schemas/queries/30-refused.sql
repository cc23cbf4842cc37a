-- What is refused?
-- The reasons that cost most messages, of devices that are known.
SELECT reason, sum(n::bigint) AS messages, count(DISTINCT device_id) AS devices
  FROM device_hours, jsonb_each_text(rejected) AS r (reason, n)
 GROUP BY reason
 ORDER BY messages DESC
