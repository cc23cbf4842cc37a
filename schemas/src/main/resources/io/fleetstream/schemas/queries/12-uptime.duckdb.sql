SELECT device_id, max(site) AS site, count(DISTINCT date_trunc('hour', received_at)) AS hours_heard,
       round(100e0 * count(DISTINCT date_trunc('hour', received_at)) / 24, 1) AS percent
  FROM parquet.readings
 WHERE dt >= CAST(now() - INTERVAL '1' DAY AS DATE)
   AND date_trunc('hour', received_at) >= now() - INTERVAL '1' DAY AND received_at < now()
 GROUP BY device_id
 ORDER BY hours_heard, device_id
 LIMIT 3
