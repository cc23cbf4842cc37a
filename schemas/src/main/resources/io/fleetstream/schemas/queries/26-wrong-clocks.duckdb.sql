-- Trino: `to_unixtime` and `approx_percentile(…, 0.5)` instead of `epoch` and `median`.
SELECT device_id, max(site) AS site, max(firmware) AS firmware,
       round(median(epoch(device_time) - epoch(received_at)), 1) AS seconds_ahead
  FROM parquet.readings
 WHERE dt >= CAST(now() - INTERVAL '1' DAY AS DATE) AND device_time IS NOT NULL
 GROUP BY device_id
HAVING abs(median(epoch(device_time) - epoch(received_at))) > 5
 ORDER BY abs(seconds_ahead) DESC
