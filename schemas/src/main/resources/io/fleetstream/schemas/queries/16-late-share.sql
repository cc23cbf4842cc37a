-- How late are data?
-- Share of the values of the last day that arrived more than ten minutes after they were measured. What came too late for its windows stands
-- in `v_late`.
SELECT site, count(*) AS values, count(*) FILTER (WHERE received_at - time > INTERVAL '10 minutes') AS late,
       round(100.0 * count(*) FILTER (WHERE received_at - time > INTERVAL '10 minutes') / count(*), 2) AS late_percent
  FROM device_readings
 WHERE time >= now() - INTERVAL '1 day' AND metric = 'temperature'
 GROUP BY site
 ORDER BY late_percent DESC, site
