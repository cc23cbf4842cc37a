package io.fleetstream.jobs.anomaly.domain.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Compiles expressions, once for all devices. They may use {@code value} (of the rule's own
 * metric), {@code metrics.NAME}, {@code device.*} ({@code device.tags.NAME} too), {@code
 * shadow.desired.*}, {@code shadow.reported.*}, and of the cohort in the rule's own metric {@code
 * cohort.median}, {@code cohort.deviation} and {@code cohort.devices}.
 *
 * <p>What an expression costs is bounded by its length: there are no loops ({@code has} is the only
 * macro), and regular expressions run in linear time.
 */
public final class ExpressionCompiler {
    /** The longest expression, in characters. */
    public static final int MOST_CHARACTERS = 2000;

    static final String VALUE = "value";
    static final String METRICS = "metrics";
    static final String DEVICE = "device";
    static final String SHADOW = "shadow";
    static final String COHORT = "cohort";

    private static final int MOST_LEVELS = 32;
    private static final int MOST_REGEX = 1000;
    private static final CelOptions OPTIONS =
            CelOptions.current()
                    .enableHeterogeneousNumericComparisons(true)
                    .enableComprehension(false)
                    .maxExpressionCodePointSize(MOST_CHARACTERS)
                    .maxParseRecursionDepth(MOST_LEVELS)
                    .maxRegexProgramSize(MOST_REGEX)
                    .build();

    private final CelCompiler compiler =
            CelCompilerFactory.standardCelCompilerBuilder()
                    .setOptions(OPTIONS)
                    .setStandardMacros(CelStandardMacro.HAS)
                    .addVar(VALUE, SimpleType.DOUBLE)
                    .addVar(METRICS, MapType.create(SimpleType.STRING, SimpleType.DOUBLE))
                    .addVar(DEVICE, MapType.create(SimpleType.STRING, SimpleType.DYN))
                    .addVar(SHADOW, MapType.create(SimpleType.STRING, SimpleType.DYN))
                    .addVar(COHORT, MapType.create(SimpleType.STRING, SimpleType.DOUBLE))
                    .setResultType(SimpleType.BOOL)
                    .build();
    private final CelRuntime runtime =
            CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

    /**
     * Compiles one.
     *
     * @param metric the rule's own metric; null if it has none, then there is no {@code value}
     * @throws ExpressionException saying what is wrong and where
     */
    public Expression compile(String text, String metric) throws ExpressionException {
        if (text.length() > MOST_CHARACTERS) {
            throw new ExpressionException(
                    "has " + text.length() + " characters, at most " + MOST_CHARACTERS);
        }
        try {
            CelAbstractSyntaxTree tree = compiler.compile(text).getAst();
            return new Expression(metric, metrics(tree, metric), runtime.createProgram(tree));
        } catch (CelValidationException e) {
            String errors =
                    e.getErrors().stream()
                            .map(issue -> issue.toDisplayString(e.getSource()))
                            .collect(Collectors.joining("; "));
            throw new ExpressionException(errors.isEmpty() ? e.getMessage() : errors, e);
        } catch (CelEvaluationException e) {
            throw new ExpressionException(e.getMessage(), e);
        }
    }

    /** Which metrics it names. One that is only found out at run time is refused. */
    private static Set<String> metrics(CelAbstractSyntaxTree tree, String metric)
            throws ExpressionException {
        Set<String> names = new TreeSet<>();
        int named = 0;
        int uses = 0;
        for (var node :
                CelNavigableAst.fromAst(tree).getRoot().allNodes().collect(Collectors.toList())) {
            CelExpr expr = node.expr();
            switch (expr.getKind()) {
                case IDENT -> {
                    String name = expr.ident().name();
                    if (name.equals(VALUE) || name.equals(COHORT)) {
                        requireMetric(metric, name);
                        names.add(metric);
                    }
                    uses += name.equals(METRICS) ? 1 : 0;
                }
                case SELECT -> {
                    if (isMetrics(expr.select().operand())) {
                        names.add(expr.select().field());
                        named++;
                    }
                }
                case CALL -> {
                    if (isConstantIndex(expr)) {
                        names.add(expr.call().args().get(1).constant().stringValue());
                        named++;
                    }
                }
                default -> {}
            }
        }
        if (uses != named) {
            throw new ExpressionException(
                    "uses metrics other than as metrics.NAME or metrics[\"NAME\"]");
        }
        if (names.isEmpty()) {
            throw new ExpressionException("names no metric, so that no message can change it");
        }
        return names;
    }

    private static void requireMetric(String metric, String name) throws ExpressionException {
        if (metric == null) {
            throw new ExpressionException("uses " + name + ", but the rule has no metric");
        }
    }

    private static boolean isConstantIndex(CelExpr expr) {
        return expr.call().function().equals("_[_]")
                && isMetrics(expr.call().args().get(0))
                && expr.call().args().get(1).getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && expr.call().args().get(1).constant().getKind() == CelConstant.Kind.STRING_VALUE;
    }

    private static boolean isMetrics(CelExpr expr) {
        return expr.getKind() == CelExpr.ExprKind.Kind.IDENT && expr.ident().name().equals(METRICS);
    }
}
