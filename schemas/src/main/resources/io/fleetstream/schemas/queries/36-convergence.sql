-- How fast do devices follow?
-- Seconds from a wish to a report that fulfils it, of the last day, by model; and the wishes that were not fulfilled in time.
SELECT coalesce(d.model, '?') AS model, count(*) FILTER (WHERE e.kind = 'REACHED') AS reached,
       count(*) FILTER (WHERE e.kind = 'STUCK') AS stuck,
       round((percentile_cont(0.5) WITHIN GROUP (ORDER BY e.waited_micros) FILTER (WHERE e.kind = 'REACHED') / 1e6)::numeric, 3) AS p50_seconds,
       round((percentile_cont(0.95) WITHIN GROUP (ORDER BY e.waited_micros) FILTER (WHERE e.kind = 'REACHED') / 1e6)::numeric, 3) AS p95_seconds,
       round((percentile_cont(0.99) WITHIN GROUP (ORDER BY e.waited_micros) FILTER (WHERE e.kind = 'REACHED') / 1e6)::numeric, 3) AS p99_seconds
  FROM shadow_events e
  LEFT JOIN devices d USING (device_id)
 WHERE e.happened_at >= now() - INTERVAL '1 day' AND e.kind IN ('REACHED', 'STUCK')
 GROUP BY 1
 ORDER BY 1
