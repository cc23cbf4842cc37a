-- Why was a rollout stopped?
-- Every stop of the last week, by whom (nobody: the job itself), and the evidence of each guard it was taken on: devices with their first event,
-- of those with the update and of those without.
SELECT s.written_at, s.rollout_id, s.step, s.actor, s.reason, g.guard, round(g.peak::numeric, 1) AS evidence,
       (g.treated ->> 'events') || ' of ' || ((g.treated ->> 'events')::bigint + (g.treated ->> 'atRisk')::bigint) AS with_update,
       (g.control ->> 'events') || ' of ' || ((g.control ->> 'events')::bigint + (g.control ->> 'atRisk')::bigint) AS without
  FROM rollout_steps s
  LEFT JOIN LATERAL jsonb_to_recordset(s.evidence -> 'guards')
            AS g (guard text, peak double precision, treated jsonb, control jsonb) ON true
 WHERE s.step IN ('ASK', 'PAUSE', 'ABORT', 'ROLLBACK') AND s.written_at >= now() - INTERVAL '7 days'
 ORDER BY s.written_at DESC, s.rollout_id, g.guard
