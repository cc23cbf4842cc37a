-- What is still to be looked at?
-- [dead-letters.md](dead-letters.md) says how to bring it back.
SELECT day, reason, stage, dead_letters, open, refused_again, stored
  FROM v_dead_letters_summary
 ORDER BY day DESC, open DESC
