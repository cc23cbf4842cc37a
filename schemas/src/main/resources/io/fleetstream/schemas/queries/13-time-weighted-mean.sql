-- What is the mean over time, not over values?
-- Each value counts for as long as it stood until the next, at most until now: a device that sends seldom is not outvoted by one that sends
-- often. The windows have it ready: column `time_weighted_mean` of `window_aggregates`.
SELECT device_id, metric,
       round((sum(value * seconds) / sum(seconds))::numeric, 2) AS time_weighted_mean,
       round(avg(value)::numeric, 2) AS mean
  FROM (SELECT device_id, metric, value,
               extract(epoch FROM coalesce(lead(time) OVER (PARTITION BY device_id, metric ORDER BY time), now())
                   - time)::double precision AS seconds
          FROM device_readings
         WHERE time >= now() - INTERVAL '1 day' AND metric = 'temperature' AND quality <> 'BAD') AS stretches
 GROUP BY device_id, metric
 ORDER BY device_id
 LIMIT 5
