-- Trino: `to_unixtime(…)` instead of `epoch(…)`.
SELECT device_id, metric, round(sum(value * seconds) / sum(seconds), 2) AS time_weighted_mean,
       round(avg(value), 2) AS mean
  FROM (SELECT device_id, metric, value,
               epoch(coalesce(lead(time) OVER (PARTITION BY device_id, metric ORDER BY time), now()))
                   - epoch(time) AS seconds
          FROM parquet.readings
         WHERE dt >= CAST(now() - INTERVAL '1' DAY AS DATE) AND time >= now() - INTERVAL '1' DAY
           AND metric = 'temperature' AND quality <> 'BAD') AS stretches
 GROUP BY device_id, metric
 ORDER BY device_id
 LIMIT 5
