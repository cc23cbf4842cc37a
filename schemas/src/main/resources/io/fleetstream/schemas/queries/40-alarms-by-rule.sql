-- Which rules raise how many alarms, and how soon does somebody look?
-- Alarms raised in the last week. A rule whose alarms are over before anybody has seen them wants a hold, or nobody.
SELECT rule_id, count(*) AS alarms, count(DISTINCT device_id) AS devices, count(*) FILTER (WHERE open) AS open,
       count(*) FILTER (WHERE NOT open AND acknowledged_at IS NULL) AS never_seen,
       round((avg(extract(epoch FROM acknowledged_at - raised_at)) / 60)::numeric, 1) AS minutes_to_acknowledge,
       round((percentile_cont(0.5) WITHIN GROUP (ORDER BY duration_seconds) / 60)::numeric, 1) AS median_minutes
  FROM v_alarms
 WHERE raised_at >= now() - INTERVAL '7 days' AND NOT on_trial
 GROUP BY rule_id
 ORDER BY alarms DESC, rule_id
