-- Which sites were hottest in the last day?
-- Every value weighs the same; BAD ones are left out. `v_site_hourly` is quicker where the job aggregate runs.
SELECT org, site, count(DISTINCT device_id) AS devices, round(avg(value)::numeric, 2) AS mean, max(value) AS max
  FROM device_readings
 WHERE time >= now() - INTERVAL '1 day' AND metric = 'temperature' AND quality <> 'BAD'
 GROUP BY org, site
 ORDER BY mean DESC
 LIMIT 10
