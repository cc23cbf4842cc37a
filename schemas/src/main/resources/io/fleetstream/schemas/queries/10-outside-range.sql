-- Which devices measure outside their range?
-- Share of the values of the last day that are BAD, and why. The range is that of the device model.
SELECT device_id, metric, count(*) AS values, count(*) FILTER (WHERE quality = 'BAD') AS bad,
       max(quality_reason) AS reason, min(value) AS min, max(value) AS max
  FROM device_readings
 WHERE time >= now() - INTERVAL '1 day'
 GROUP BY device_id, metric
HAVING count(*) FILTER (WHERE quality_reason = 'OUT_OF_RANGE') > 0
 ORDER BY bad DESC, device_id
 LIMIT 20
