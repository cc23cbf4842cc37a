-- What is different from last week?
-- The mean of the last day beside that of the same day a week ago, by device; the greatest change first.
SELECT device_id, metric,
       round(avg(value) FILTER (WHERE time >= now() - INTERVAL '1 day')::numeric, 2) AS this_week,
       round(avg(value) FILTER (WHERE time < now() - INTERVAL '7 days')::numeric, 2) AS last_week,
       round((avg(value) FILTER (WHERE time >= now() - INTERVAL '1 day')
           - avg(value) FILTER (WHERE time < now() - INTERVAL '7 days'))::numeric, 2) AS change
  FROM device_readings
 WHERE metric = 'temperature' AND quality <> 'BAD'
   AND (time >= now() - INTERVAL '1 day'
       OR time >= now() - INTERVAL '8 days' AND time < now() - INTERVAL '7 days')
 GROUP BY device_id, metric
HAVING count(*) FILTER (WHERE time < now() - INTERVAL '7 days') > 0
 ORDER BY abs(avg(value) FILTER (WHERE time >= now() - INTERVAL '1 day')
           - avg(value) FILTER (WHERE time < now() - INTERVAL '7 days')) DESC, device_id
