-- Which devices did not take an update, and why?
-- Of the last week, by the last try of each; the reason is the device's own word.
SELECT e.rollout_id, e.device_id, d.site, d.model, d.firmware, e.status,
       fleet_json_value(e.status_details::json, 'reason') AS reason, e.execution_number AS tries, e.updated_at
  FROM (SELECT DISTINCT ON (device_id, job_id) *
          FROM rollout_executions
         ORDER BY device_id, job_id, execution_number DESC) e
  LEFT JOIN devices d ON d.device_id = e.device_id
 WHERE e.status IN ('FAILED', 'REJECTED', 'TIMED_OUT') AND e.updated_at >= now() - INTERVAL '7 days'
 ORDER BY e.updated_at DESC, e.device_id
 LIMIT 100
