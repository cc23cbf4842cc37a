-- Which alarms are open, the worst first?
-- For how long, whether somebody has seen them, and the value that raised them; rules on trial left out.
SELECT severity, device_id, rule_id, raised_at, round((extract(epoch FROM now() - raised_at) / 3600)::numeric, 1) AS open_hours,
       acknowledged_by, first_value, metric
  FROM v_alarms
 WHERE open AND NOT on_trial
 ORDER BY array_position(ARRAY['CRITICAL', 'MAJOR', 'MINOR', 'WARNING', 'INDETERMINATE'], severity), raised_at, alarm_id
 LIMIT 50
