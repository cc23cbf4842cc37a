SELECT device_id, metric, round(sum(value * millis) / sum(millis), 2) AS time_weighted_mean,
       round(avg(value), 2) AS mean
  FROM (SELECT device_id, metric, value,
               date_diff('millisecond', time,
                   coalesce(lead(time) OVER (PARTITION BY device_id, metric ORDER BY time), now())) AS millis
          FROM parquet.readings
         WHERE dt >= CAST(now() - INTERVAL '1' DAY AS DATE) AND time >= now() - INTERVAL '1' DAY
           AND metric = 'temperature' AND quality <> 'BAD') AS stretches
 GROUP BY device_id, metric
 ORDER BY device_id
 LIMIT 5
