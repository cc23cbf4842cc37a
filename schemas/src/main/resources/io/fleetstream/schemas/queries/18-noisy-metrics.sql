-- Which metrics are noisiest?
-- Standard deviation over mean (coefficient of variation) of each device and metric in the last day; a constant has 0.
SELECT device_id, metric, count(*) AS values, round(avg(value)::numeric, 2) AS mean,
       round(stddev_samp(value)::numeric, 2) AS sd, round((stddev_samp(value) / abs(avg(value)))::numeric, 3) AS variation
  FROM device_readings
 WHERE time >= now() - INTERVAL '1 day' AND quality <> 'BAD'
 GROUP BY device_id, metric
HAVING avg(value) <> 0 AND count(*) > 1
 ORDER BY variation DESC, device_id
 LIMIT 3
