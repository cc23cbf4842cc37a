-- Do the books balance?
-- Everything received is stored, rejected, a repeat, or waiting. Only hours that are still being counted may be unbalanced.
SELECT count(*) FILTER (WHERE received + replayed <> stored + rejected_total + duplicated + parked) AS unbalanced,
       count(*) AS hours
  FROM device_hours
