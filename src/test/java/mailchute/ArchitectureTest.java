package mailchute;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import mailchute.window.part.PlainComponents;
import mailchute.window.part.PlainDialog;

/** The rules of the house (DESIGN), kept by the build. */
@AnalyzeClasses(packages = "mailchute", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule importsRunDownwardOnly = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("main")
            .definedBy("mailchute")
            .layer("cli")
            .definedBy("mailchute.cli..")
            .layer("window")
            .definedBy("mailchute.window..")
            .layer("room")
            .definedBy("mailchute.room..")
            .layer("history")
            .definedBy("mailchute.history..")
            .layer("settings")
            .definedBy("mailchute.settings..")
            .layer("wire")
            .definedBy("mailchute.wire..")
            .layer("ipc")
            .definedBy("mailchute.ipc..")
            .whereLayer("main")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("cli")
            .mayOnlyBeAccessedByLayers("main")
            .whereLayer("window")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("room")
            .mayOnlyBeAccessedByLayers("cli", "window")
            .whereLayer("wire")
            .mayOnlyBeAccessedByLayers("cli", "window", "room", "history", "settings")
            .whereLayer("history")
            .mayOnlyBeAccessedByLayers("cli", "window", "room")
            .whereLayer("settings")
            .mayOnlyBeAccessedByLayers("cli", "window")
            .whereLayer("ipc")
            .mayOnlyBeAccessedByLayers("cli", "window", "room", "settings");

    @ArchTest
    static final ArchRule ipcIsALibraryOfItsOwn = noClasses()
            .that()
            .resideInAPackage("mailchute.ipc..")
            .should()
            .dependOnClassesThat(resideInAPackage("mailchute..").and(not(resideInAPackage("mailchute.ipc.."))));

    @ArchTest
    static final ArchRule theContractDoesNotKnowWhoKeepsIt = noClasses()
            .that()
            .resideInAPackage("mailchute.ipc")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("mailchute.ipc.win32..", "mailchute.ipc.linux..");

    @ArchTest
    static final ArchRule theTwoSystemsDoNotKnowEachOther =
            slices().matching("mailchute.ipc.(win32|linux)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule onlyTheTwoSystemsCallNativeCode = noClasses()
            .that()
            .resideOutsideOfPackages("mailchute.ipc.win32..", "mailchute.ipc.linux..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.sun.jna..");

    @ArchTest
    static final ArchRule onlyTheHistoryKnowsADatabase = noClasses()
            .that()
            .resideOutsideOfPackage("mailchute.history..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.sqlite..");

    @ArchTest
    static final ArchRule onlyWindowsUseSwing = noClasses()
            .that()
            .resideOutsideOfPackage("mailchute.window..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.swing..", "java.awt..", "com.formdev..", "net.miginfocom..");

    /** Dear in each process: the build reads it for them. */
    @ArchTest
    static final ArchRule noWindowReadsSvg = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("com\\.github\\.weisj\\..*|com\\.formdev\\.flatlaf\\.extras\\.FlatSVG.*");

    @ArchTest
    static final ArchRule processesAreStartedByIpcAlone = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(ProcessBuilder.class, Process.class)
            .orShould()
            .callMethodWhere(call("Runtime.exec", "java.lang.Runtime", "exec"));

    /**
     * No server, no port: what java.net has besides addresses of files, and what java.nio.channels has besides files and
     * their locks.
     */
    @ArchTest
    static final ArchRule nothingGoesOverTheNetwork = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("java.nio.channels..")
                    .and(not(assignableTo(java.nio.channels.SeekableByteChannel.class)))
                    .and(not(assignableTo(java.nio.channels.FileLock.class)))
                    .and(not(assignableTo(java.nio.channels.OverlappingFileLockException.class))))
            .orShould()
            .dependOnClassesThat(resideInAPackage("java.net")
                    .and(DescribedPredicate.describe(
                            "are no names",
                            type -> !Set.of("URL", "URI", "URISyntaxException", "MalformedURLException", "IDN")
                                    .contains(type.getSimpleName()))))
            .orShould()
            .callMethodWhere(call("URL.openConnection", "java.net.URL", "openConnection"))
            .orShould()
            .callMethodWhere(call("URL.openStream", "java.net.URL", "openStream"));

    @ArchTest
    static final ArchRule onlyTheCommandLinePrints = noClasses()
            .that()
            .resideOutsideOfPackage("mailchute.cli..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethodWhere(call("printStackTrace", "java.lang.Throwable", "printStackTrace"));

    /**
     * Swing takes text that begins with {@code <html>} for a page. PlainComponents makes the components that do not; PlainDialog
     * may make one label besides, which has an icon and no text.
     */
    @ArchTest
    static final ArchRule componentsThatTakeTextForHtmlAreMadeByPlainComponentsAlone = noClasses()
            .that()
            .doNotBelongToAnyOf(PlainComponents.class, PlainDialog.class)
            .should()
            .callConstructorWhere(constructs(
                    "javax.swing.JLabel",
                    "javax.swing.JToolTip",
                    "javax.swing.AbstractButton",
                    "javax.swing.JOptionPane",
                    "javax.swing.JTabbedPane",
                    "javax.swing.JTable",
                    "javax.swing.JTree",
                    "javax.swing.JList",
                    "javax.swing.JComboBox",
                    "javax.swing.border.TitledBorder"))
            .orShould()
            .dependOnClassesThat(assignableTo(javax.swing.JOptionPane.class));

    private static DescribedPredicate<JavaCall<?>> call(String what, String owner, String method) {
        return DescribedPredicate.describe(
                what,
                call -> call.getTargetOwner().isAssignableTo(owner)
                        && call.getName().equals(method));
    }

    /** What may be made elsewhere, by who makes it: nothing with words from outside. */
    private static final Set<String> OUR_OWN_WORDS = Set.of(
            // A renderer that makes itself plain in its constructor, before any text is set.
            "ParticipantCell makes DefaultTableCellRenderer", "ParticipantsPanel makes ParticipantCell");

    private static DescribedPredicate<JavaConstructorCall> constructs(String... types) {
        return DescribedPredicate.describe(
                "a component that may take its text for HTML",
                call -> Set.of(types).stream().anyMatch(call.getTargetOwner()::isAssignableTo)
                        && !OUR_OWN_WORDS.contains(call.getOriginOwner().getSimpleName() + " makes "
                                + call.getTargetOwner().getSimpleName()));
    }
}
