-- Where is each rollout?
-- Devices of all stages together; `stage` is how many stages were opened, of how many. Stage by stage: `v_rollout_progress`.
SELECT p.rollout_id, r.status, count(p.opened_at) || '/' || count(*) AS stage, sum(p.targets) AS targets,
       sum(p.succeeded) AS succeeded, sum(p.failed + p.rejected + p.timed_out) AS ended_badly,
       sum(p.in_flight) AS in_flight, sum(p.waiting) AS waiting, r.budget
  FROM v_rollout_progress p
  JOIN rollouts r USING (rollout_id)
 GROUP BY p.rollout_id, r.status, r.budget, r.at
 ORDER BY r.at DESC, p.rollout_id
