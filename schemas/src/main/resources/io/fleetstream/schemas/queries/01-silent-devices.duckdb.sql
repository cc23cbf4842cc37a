SELECT device_id, max_by(site, time) AS site, max(received_at) AS heard_at,
       round(date_diff('second', max(received_at), now()) / 3600e0, 1) AS silent_hours
  FROM parquet.readings
 WHERE dt >= CAST(now() - INTERVAL '7' DAY AS DATE)
 GROUP BY device_id
HAVING max(received_at) < now() - INTERVAL '1' HOUR
 ORDER BY heard_at
