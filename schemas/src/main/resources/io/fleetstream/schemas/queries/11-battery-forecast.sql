-- Which batteries will be empty within a week?
-- A straight line through the last days of the status messages. On the files: through the metric `battery`, where devices send it as a reading.
SELECT device_id, round(last_level::numeric, 1) AS percent_now, round(-3600 * slope::numeric, 2) AS percent_per_hour,
       round((last_level / (-3600 * slope))::numeric, 1) AS hours_left
  FROM (SELECT device_id, regr_slope(battery, extract(epoch FROM received_at)) AS slope,
               (array_agg(battery ORDER BY received_at DESC))[1] AS last_level
          FROM device_status
         WHERE received_at >= now() - INTERVAL '3 days' AND battery IS NOT NULL
         GROUP BY device_id) AS lines
 WHERE slope < 0 AND last_level / -slope < 7 * 86400
 ORDER BY hours_left
