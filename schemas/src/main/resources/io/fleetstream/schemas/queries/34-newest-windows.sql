-- What does the newest window of each site say?
-- As `v_device_latest`, with statistics instead of one value.
SELECT subject, metric, window_start, count, round(mean::numeric, 2) AS mean, p95, devices, early
  FROM v_window_latest
 WHERE window_name = '1h' AND scope = 'SITE'
 ORDER BY subject
