-- What is the 95th percentile of a site in an hour?
-- Percentiles cannot be averaged; sketches can be merged. From the windows of the devices (1 h), within 1 % of a value of that rank. For all
-- devices of a site the job has done it already: `SELECT hour, site, p95 FROM v_site_hourly`. On the files from the values, exactly; in Trino
-- `approx_percentile(value, 0.95)` instead of `quantile_disc`.
SELECT site, window_start AS hour, sum(count) AS values,
       round(fleet_quantile(array_agg(sketch), 0.95)::numeric, 0) AS p95
  FROM window_aggregates
 WHERE scope = 'DEVICE' AND window_name = '1h' AND metric = 'temperature' AND NOT early
   AND window_start >= now() - INTERVAL '3 hours' AND window_start < now() - INTERVAL '1 hour'
 GROUP BY site, window_start
 ORDER BY site, hour
