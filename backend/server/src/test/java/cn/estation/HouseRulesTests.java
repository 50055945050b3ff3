package cn.estation;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.baomidou.mybatisplus.core.conditions.AbstractWrapper;
import com.baomidou.mybatisplus.core.conditions.Wrapper;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Date;
import java.util.stream.Collectors;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** The rules of the house, kept by the build. Each says why it is there. */
@AnalyzeClasses(packages = "cn.estation", importOptions = HouseRulesTests.ServerOnly.class)
class HouseRulesTests {

    /** Leaves out tests and the sandbox, which never runs in production. */
    static class ServerOnly implements com.tngtech.archunit.core.importer.ImportOption {
        private final DoNotIncludeTests tests = new DoNotIncludeTests();

        @Override
        public boolean includes(com.tngtech.archunit.core.importer.Location location) {
            return tests.includes(location) && !location.contains("/sandbox/");
        }
    }

    @ArchTest
    static final ArchRule mappersAreTheirModulesSecret = classes()
            .that(annotatedWith(Mapper.class))
            .should()
            .notBePublic()
            .because("another module asks the module that owns the table");

    @ArchTest
    static final ArchRule controllersAreTheirModulesSecret = classes()
            .that(annotatedWith(RestController.class).or(annotatedWith(Controller.class)))
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Utils?|Helper|Manager|VO|DTO|BO|PO|DO)$")
            .because("such a name says nothing about what the class is for");

    @ArchTest
    static final ArchRule dependenciesComeThroughConstructors =
            noFields().should().beAnnotatedWith(Autowired.class);

    @ArchTest
    static final ArchRule timeComesFromTheClock =
            noClasses().should().callMethodWhere(readsTheTime()).because("a test must be able to set the clock");

    @ArchTest
    static final ArchRule onlyWechatKnowsWxJava = noClasses()
            .that(resideInAPackage("cn.estation..")
                    .and(DescribedPredicate.not(resideInAPackage("cn.estation.wechat.."))))
            .should()
            .dependOnClassesThat(resideInAnyPackage("me.chanjar.weixin..", "cn.binarywang.wx.."));

    @ArchTest
    static final ArchRule wrappersStayInMappers = noClasses()
            .that()
            .areNotAnnotatedWith(Mapper.class)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Wrapper.class)
            .because("queries belong to the module's mappers");

    @ArchTest
    static final ArchRule wrappersAreNotBuiltOfText = noClasses()
            .should()
            .callMethodWhere(takesSqlText())
            .because("text that becomes SQL is how injections happen");

    @ArchTest
    static final ArchRule packagesAreFlatAndNullMarked =
            classes().that().haveSimpleName("package-info").should().beAnnotatedWith(NullMarked.class);

    @ArchTest
    static final ArchRule noSqlIsPastedTogether =
            classes().that(annotatedWith(Mapper.class)).should(useBoundSqlOnly());

    @ArchTest
    static final ArchRule commandsOfTheApiAreIdempotent = noMethods()
            .that(areCommandsOfTheApi())
            .should()
            .notBeAnnotatedWith(cn.estation.kernel.Idempotent.class)
            .because("whatever is sent twice happens once");

    @ArchTest
    static final ArchRule stateIsNotKeptInStatics =
            noFields().that().areStatic().should().notBeFinal().because("nodes share nothing but the database");

    /** SQL stands in annotations, where the rule about pasted text sees it; a mapper file would escape it. */
    @ArchTest
    static void noMapperIsWrittenInXml(JavaClasses classes) throws java.io.IOException {
        try (var files = java.nio.file.Files.walk(java.nio.file.Path.of("src/main/resources"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".xml"))).isEmpty();
        }
    }

    /** Every package of the server says in one sentence what it is for. */
    @ArchTest
    static void everyPackageHasItsSentence(JavaClasses classes) {
        var packages = classes.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        var described = classes.stream()
                .filter(type -> type.getSimpleName().equals("package-info"))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
        assertThat(described).containsAll(packages);
    }

    private static final int MOST_FILES = 20;

    /**
     * Packages that still hold more. Roots of modules hold what other modules may use, so sub-packages cannot take all of
     * it. None is to be added; whoever makes one small enough takes its name out.
     */
    private static final java.util.Set<String> TOO_LARGE = java.util.Set.of(
            "cn.estation.appointment",
            "cn.estation.appointment.booking",
            "cn.estation.appointment.calendar",
            "cn.estation.chat.talk",
            "cn.estation.grid",
            "cn.estation.guide",
            "cn.estation.guide.search",
            "cn.estation.identity",
            "cn.estation.identity.staff",
            "cn.estation.kernel",
            "cn.estation.task",
            "cn.estation.wechat");

    /** A package that is too large to take in at a glance is two capabilities. */
    @ArchTest
    static void noPackageIsTooLarge(JavaClasses classes) throws java.io.IOException {
        var sources = java.nio.file.Path.of("src/main/java");
        try (var files = java.nio.file.Files.walk(sources)) {
            var sizes = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .collect(Collectors.groupingBy(
                            file -> sources.relativize(file.getParent())
                                    .toString()
                                    .replace(java.io.File.separatorChar, '.'),
                            Collectors.counting()));
            var large = sizes.entrySet().stream()
                    .filter(size -> size.getValue() > MOST_FILES)
                    .map(java.util.Map.Entry::getKey)
                    .collect(Collectors.toSet());
            assertThat(large).as("too large").isSubsetOf(TOO_LARGE);
            assertThat(TOO_LARGE).as("small enough by now: take the name out").isSubsetOf(large);
        }
    }

    /**
     * Commands without a key of their own, because what they carry can be used once only: a login code, a phone code, a refresh
     * token;
     * or because doing them twice is the same as once.
     */
    private static final java.util.Set<String> NATURALLY_ONCE =
            java.util.Set.of("signIn", "refresh", "phone", "chat", "card", "opened");

    private static DescribedPredicate<com.tngtech.archunit.core.domain.JavaMethod> areCommandsOfTheApi() {
        return new DescribedPredicate<>("are commands of the API") {
            @Override
            public boolean test(com.tngtech.archunit.core.domain.JavaMethod method) {
                boolean mutates = method.isAnnotatedWith(PostMapping.class)
                        || method.isAnnotatedWith(PutMapping.class)
                        || method.isAnnotatedWith(PatchMapping.class)
                        || method.isAnnotatedWith(DeleteMapping.class);
                return mutates
                        && method.getOwner().isAnnotatedWith(RestController.class)
                        && !method.getOwner().getPackageName().equals("cn.estation.wechat")
                        && !NATURALLY_ONCE.contains(method.getName());
            }
        };
    }

    private static DescribedPredicate<JavaMethodCall> readsTheTime() {
        var sources = java.util.Set.of(
                Instant.class.getName(),
                LocalDate.class.getName(),
                LocalDateTime.class.getName(),
                OffsetDateTime.class.getName(),
                ZonedDateTime.class.getName(),
                "java.time.Year",
                "java.time.YearMonth");
        return new DescribedPredicate<>("read the time past the clock") {
            @Override
            public boolean test(JavaMethodCall call) {
                var owner = call.getTargetOwner().getName();
                var types = call.getTarget().getRawParameterTypes();
                boolean now = sources.contains(owner)
                        && call.getName().equals("now")
                        && !(types.size() == 1 && types.getFirst().isEquivalentTo(Clock.class));
                boolean system =
                        owner.equals("java.lang.System") && call.getName().equals("currentTimeMillis");
                boolean date =
                        owner.equals(Date.class.getName()) && call.getName().equals("<init>") && types.isEmpty();
                boolean ownClock = owner.equals(Clock.class.getName())
                        && call.getName().startsWith("system")
                        && !call.getOriginOwner().getSimpleName().equals("Time");
                return now || system || date || ownClock;
            }
        };
    }

    private static DescribedPredicate<JavaMethodCall> takesSqlText() {
        var names = java.util.Set.of(
                "apply", "last", "having", "exists", "notExists", "inSql", "notInSql", "setSql", "groupBy", "orderBy");
        return new DescribedPredicate<>("take SQL as text") {
            @Override
            public boolean test(JavaMethodCall call) {
                if (!call.getTargetOwner().isAssignableTo(AbstractWrapper.class)) {
                    return false;
                }
                return names.contains(call.getName())
                        || call.getTarget().getRawParameterTypes().stream()
                                .findFirst()
                                .filter(type -> type.isEquivalentTo(String.class))
                                .isPresent();
            }
        };
    }

    private static ArchCondition<JavaClass> useBoundSqlOnly() {
        return new ArchCondition<>("bind every value of their SQL") {
            @Override
            public void check(JavaClass mapper, ConditionEvents events) {
                for (var method : mapper.getMethods()) {
                    method.getAnnotations().stream()
                            .filter(HouseRulesTests::holdsSql)
                            .filter(annotation -> sql(annotation).contains("${"))
                            .forEach(annotation -> events.add(SimpleConditionEvent.violated(
                                    method, method.getFullName() + " pastes text into its SQL")));
                    if (method.getAnnotations().stream()
                            .anyMatch(annotation ->
                                    annotation.getRawType().getName().endsWith("Provider"))) {
                        events.add(SimpleConditionEvent.violated(method, method.getFullName() + " builds SQL in code"));
                    }
                }
            }
        };
    }

    private static boolean holdsSql(JavaAnnotation<?> annotation) {
        var type = annotation.getRawType();
        return type.isEquivalentTo(Select.class)
                || type.isEquivalentTo(Insert.class)
                || type.isEquivalentTo(Update.class)
                || type.isEquivalentTo(Delete.class);
    }

    private static String sql(JavaAnnotation<?> annotation) {
        return annotation
                .get("value")
                .map(value -> Arrays.toString((Object[]) value))
                .orElse("");
    }
}
