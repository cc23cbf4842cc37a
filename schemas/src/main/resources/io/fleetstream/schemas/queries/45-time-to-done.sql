-- How long does an update take?
-- Seconds from a device's release to the end of the update, retries included, by rollout and stage; only of devices that are done.
SELECT rollout_id, stage, count(*) AS devices,
       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds)::numeric, 1) AS p50_seconds,
       round(percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds)::numeric, 1) AS p90_seconds,
       round(percentile_cont(0.99) WITHIN GROUP (ORDER BY seconds)::numeric, 1) AS p99_seconds
  FROM (SELECT rollout_id, stage,
               extract(epoch FROM max(updated_at) FILTER (WHERE status = 'SUCCEEDED') - min(queued_at))::double precision AS seconds
          FROM rollout_executions
         WHERE stage >= 0
         GROUP BY rollout_id, stage, job_id, device_id) AS devices
 WHERE seconds IS NOT NULL
 GROUP BY rollout_id, stage
 ORDER BY rollout_id, stage
