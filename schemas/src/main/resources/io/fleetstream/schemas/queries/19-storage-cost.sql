-- What does a day of archive cost?
-- At 0.023 a month for a GB, which is what object stores ask; put in your own price.
SELECT day, dataset, files, rows, bytes, round(bytes_per_row::numeric, 1) AS bytes_per_row,
       round((bytes / 1e9 * 0.023)::numeric, 12) AS cost_per_month
  FROM v_storage_daily
 ORDER BY day DESC, dataset
