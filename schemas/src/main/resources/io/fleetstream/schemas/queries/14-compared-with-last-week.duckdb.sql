SELECT device_id, metric,
       round(avg(value) FILTER (WHERE time >= now() - INTERVAL '1' DAY), 2) AS this_week,
       round(avg(value) FILTER (WHERE time < now() - INTERVAL '7' DAY), 2) AS last_week,
       round(avg(value) FILTER (WHERE time >= now() - INTERVAL '1' DAY)
           - avg(value) FILTER (WHERE time < now() - INTERVAL '7' DAY), 2) AS change
  FROM parquet.readings
 WHERE dt >= CAST(now() - INTERVAL '8' DAY AS DATE) AND metric = 'temperature' AND quality <> 'BAD'
   AND (time >= now() - INTERVAL '1' DAY
       OR time >= now() - INTERVAL '8' DAY AND time < now() - INTERVAL '7' DAY)
 GROUP BY device_id, metric
HAVING count(*) FILTER (WHERE time < now() - INTERVAL '7' DAY) > 0
 ORDER BY abs(avg(value) FILTER (WHERE time >= now() - INTERVAL '1' DAY)
           - avg(value) FILTER (WHERE time < now() - INTERVAL '7' DAY)) DESC, device_id
