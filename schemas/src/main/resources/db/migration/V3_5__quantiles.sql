-- Quantiles over many windows and subjects, from the sketches the job aggregate stores with each of its rows.
-- Format: version 1, zeros, then positive and negative buckets: their number, and for each the distance of its
-- index from the one before (zigzag) and its count; all numbers in seven bits a byte, least first.

CREATE FUNCTION fleet_sketch_buckets(sketch bytea)
    RETURNS TABLE (side integer, index integer, count bigint)
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
    at      integer := 1;
    byte    integer;
    number  bigint;
    shift   integer;
    left_of integer := 0; -- numbers still to be read on this side
    field   integer := 0; -- 0: zeros, 1: number of buckets, 2: distance, 3: count
    size    constant integer := octet_length(sketch);
BEGIN
    IF size = 0 OR get_byte(sketch, 0) <> 1 THEN
        RAISE EXCEPTION 'not a sketch of version 1' USING ERRCODE = 'data_corrupted';
    END IF;
    side := 0;
    index := 0;
    WHILE at < size LOOP
        number := 0;
        shift := 0;
        LOOP
            IF at >= size OR shift > 56 THEN
                RAISE EXCEPTION 'sketch is cut short' USING ERRCODE = 'data_corrupted';
            END IF;
            byte := get_byte(sketch, at);
            at := at + 1;
            number := number | ((byte & 127)::bigint << shift);
            EXIT WHEN byte < 128;
            shift := shift + 7;
        END LOOP;
        IF field = 0 THEN
            IF number > 0 THEN
                count := number;
                RETURN NEXT;
            END IF;
            field := 1;
            side := 1;
        ELSIF field = 1 THEN
            left_of := number;
            index := 0;
            IF left_of > 0 THEN
                field := 2;
            ELSE
                side := -1;
            END IF;
        ELSIF field = 2 THEN
            index := index + ((number >> 1) # -(number & 1))::integer;
            field := 3;
        ELSE
            count := number;
            RETURN NEXT;
            left_of := left_of - 1;
            field := 2;
            IF left_of = 0 THEN
                field := 1;
                side := -1;
            END IF;
        END IF;
    END LOOP;
END
$$;
COMMENT ON FUNCTION fleet_sketch_buckets(bytea) IS
    'Buckets of a quantile sketch: side 1, 0 (values that are 0) or -1, index, and number of values; bucket i of side 1 holds values from above g^(i-1) to g^i, with g = 1.01 / 0.99.';

CREATE FUNCTION fleet_quantile(sketches bytea[], q double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH merged AS (
        SELECT b.side, b.index, sum(b.count) AS n
        FROM unnest(sketches) AS s (sketch) CROSS JOIN LATERAL fleet_sketch_buckets(s.sketch) AS b
        GROUP BY b.side, b.index
    ), ranked AS (
        SELECT side, index, sum(n) OVER (ORDER BY side, side * index) AS below_or_in, sum(n) OVER () AS total
        FROM merged
    )
    SELECT side * CASE side WHEN 0 THEN 0
        ELSE 2 * exp(greatest(index, top - 2047) * ln(1.01::double precision / 0.99::double precision))
            / (1.01::double precision / 0.99::double precision + 1) END
    FROM ranked
    -- as in the job: what is far below the greatest of its side counts in the lowest bucket kept
    CROSS JOIN LATERAL (SELECT max(m.index) AS top FROM merged m WHERE m.side = ranked.side) AS tops
    WHERE q >= 0 AND q <= 1 AND below_or_in > floor(q * (total - 1)::double precision)
    ORDER BY below_or_in
    LIMIT 1;
END;
COMMENT ON FUNCTION fleet_quantile(bytea[], double precision) IS
    'The q-quantile (0 to 1) of all values in those sketches, nulls left out, within 1 % of the value of rank floor(q * (n - 1)): SELECT fleet_quantile(array_agg(sketch), 0.95) FROM window_aggregates. Null without values, or if q is not from 0 to 1.';
