-- How did a site do, hour by hour?
-- From the windows of the job aggregate, which roll devices up to sites; of several revisions the last stands.
SELECT hour, values, devices, round(mean::numeric, 2) AS mean, min, max, p95, bad_share
  FROM v_site_hourly
 WHERE org = 'acme' AND site = 'hall' AND metric = 'temperature' AND hour >= now() - INTERVAL '2 hours'
 ORDER BY hour
