-- What is lost, by site, model and firmware?
-- Since the beginning of the books, worst first. `missing_net` are the numbers of the devices' counters that never came; `lost_at_least` leaves
-- out refused messages whose number could not be read. To go over fewer of these columns add up `missing_net` and `received_distinct` and
-- divide again: rates are not to be averaged.
SELECT org, site, model, firmware, devices, received, rejected, duplicated, missing_net, lost_at_least,
       round(100 * loss_rate::numeric, 3) AS loss_percent
  FROM v_loss
 ORDER BY loss_rate DESC NULLS LAST, org, site, firmware
 LIMIT 20
