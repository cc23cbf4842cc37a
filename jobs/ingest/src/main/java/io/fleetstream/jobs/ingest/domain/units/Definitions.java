package io.fleetstream.jobs.ingest.domain.units;

/**
 * What the codes mean, in the order in which they build on each other. Left out are units that are
 * no multiples of anything: logarithms (B, dB[mW], [pH]) and arbitrary units ([iU]).
 */
final class Definitions {
    /** Prefix and its factor. */
    static final String PREFIXES =
            """
            Y 1e24
            Z 1e21
            E 1e18
            P 1e15
            T 1e12
            G 1e9
            M 1e6
            k 1e3
            h 1e2
            da 1e1
            d 1e-1
            c 1e-2
            m 1e-3
            u 1e-6
            n 1e-9
            p 1e-12
            f 1e-15
            a 1e-18
            z 1e-21
            y 1e-24
            Ki 1024
            Mi 1048576
            Gi 1073741824
            Ti 1099511627776
            """;

    /**
     * Code; m if it takes prefixes; how many of which unit it is; where its zero lies, counted in
     * itself.
     */
    static final String ATOMS =
            """
            [pi]       - 3.141592653589793238462643383279502884197169399375106 1
            %          - 1            10*-2
            [ppth]     - 1            10*-3
            [ppm]      - 1            10*-6
            [ppb]      - 1            10*-9
            [pptr]     - 1            10*-12
            sr         m 1            rad2
            Hz         m 1            /s
            N          m 1            kg.m/s2
            Pa         m 1            N/m2
            J          m 1            N.m
            W          m 1            J/s
            A          m 1            C/s
            V          m 1            J/C
            F          m 1            C/V
            Ohm        m 1            V/A
            S          m 1            /Ohm
            mho        m 1            S
            Wb         m 1            V.s
            T          m 1            Wb/m2
            H          m 1            Wb/A
            lm         m 1            cd.sr
            lx         m 1            lm/m2
            Bq         m 1            /s
            Gy         m 1            J/kg
            Sv         m 1            J/kg
            kat        m 1            mol/s
            Cel        m 1            K                  273.15
            [degF]     - 5            K/9                459.67
            [degR]     - 5            K/9
            [degRe]    - 5            K/4                218.52
            deg        - 1            [pi].rad/180
            '          - 1            deg/60
            ''         - 1            '/60
            gon        - 0.9          deg
            circ       - 2            [pi].rad
            min        - 60           s
            h          - 60           min
            d          - 24           h
            wk         - 7            d
            a_t        - 365.24219    d
            a_j        - 365.25       d
            a_g        - 365.2425     d
            a          - 1            a_j
            mo_s       - 29.53059     d
            mo_j       - 1            a_j/12
            mo_g       - 1            a_g/12
            mo         - 1            mo_j
            l          m 1            dm3
            L          m 1            l
            ar         m 100          m2
            st         m 1            m3
            t          m 1000         kg
            bar        m 100000       Pa
            u          m 1.66053906660e-24 g
            eV         m 1.602176634e-19 J
            AU         - 149597.870691 Mm
            pc         m 3.085678e16  m
            [c]        m 299792458    m/s
            [g]        m 9.80665      m/s2
            gf         m 1            g.[g]
            dyn        m 1            g.cm/s2
            erg        m 1            dyn.cm
            Gal        m 1            cm/s2
            P          m 1            dyn.s/cm2
            St         m 1            cm2/s
            G          m 1            10*-4.T
            Mx         m 1            10*-8.Wb
            Oe         m 250          A/m/[pi]
            ph         m 0.0001       lx
            Ci         m 37e9         Bq
            R          m 2.58e-4      C/kg
            RAD        m 100          erg/g
            REM        m 1            RAD
            [in_i]     - 2.54         cm
            [ft_i]     - 12           [in_i]
            [yd_i]     - 3            [ft_i]
            [mi_i]     - 5280         [ft_i]
            [fth_i]    - 6            [ft_i]
            [nmi_i]    - 1852         m
            [kn_i]     - 1            [nmi_i]/h
            [sin_i]    - 1            [in_i]2
            [sft_i]    - 1            [ft_i]2
            [syd_i]    - 1            [yd_i]2
            [cin_i]    - 1            [in_i]3
            [cft_i]    - 1            [ft_i]3
            [cyd_i]    - 1            [yd_i]3
            [mil_i]    - 0.001        [in_i]
            [ft_us]    - 1200         m/3937
            [mi_us]    - 5280         [ft_us]
            [gr]       - 64.79891     mg
            [lb_av]    - 7000         [gr]
            [oz_av]    - 1            [lb_av]/16
            [ston_av]  - 2000         [lb_av]
            [lton_av]  - 2240         [lb_av]
            [stone_av] - 14           [lb_av]
            [lbf_av]   - 1            [lb_av].[g]
            [car_m]    - 0.2          g
            [gal_us]   - 231          [in_i]3
            [bbl_us]   - 42           [gal_us]
            [qt_us]    - 1            [gal_us]/4
            [pt_us]    - 1            [qt_us]/2
            [foz_us]   - 1            [pt_us]/16
            [cup_us]   - 8            [foz_us]
            [gal_br]   - 4.54609      l
            [pt_br]    - 1            [gal_br]/8
            [foz_br]   - 1            [pt_br]/20
            m[Hg]      m 133.3220     kPa
            m[H2O]     m 9.80665      kPa
            [in_i'Hg]  - 1            m[Hg].[in_i]/m
            [in_i'H2O] - 1            m[H2O].[in_i]/m
            atm        - 101325       Pa
            att        - 1            kgf/cm2
            [psi]      - 1            [lbf_av]/[in_i]2
            cal        m 4.184        J
            cal_th     m 4.184        J
            cal_IT     m 4.1868       J
            [Cal]      - 1            kcal_th
            [Btu_th]   - 1.054350     kJ
            [Btu_IT]   - 1.05505585262 kJ
            [Btu]      - 1            [Btu_th]
            [HP]       - 550          [ft_i].[lbf_av]/s
            By         m 8            bit
            osm        m 1            mol
            eq         m 1            mol
            U          m 1            umol/min
            tex        m 1            g/km
            """;

    private Definitions() {}
}
