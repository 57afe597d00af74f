package io.volute.cli;

/** Where the process starts. */
public final class Main {
    private Main() {}

    /** Prints the version. */
    public static void main(String[] arguments) {
        String version = Main.class.getPackage().getImplementationVersion();
        System.out.println("volute " + (version == null ? "(not packaged)" : version));
    }
}
