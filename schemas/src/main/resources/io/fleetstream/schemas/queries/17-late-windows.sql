-- Which hours had to be corrected?
-- Readings that came after their windows were closed for good; `open` ones are corrected by the next `fleet db maintain`.
SELECT org, hour, readings, devices, values, open, behind_p50_seconds, behind_max_seconds
  FROM v_late
 ORDER BY hour DESC
