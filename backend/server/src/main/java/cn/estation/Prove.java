package cn.estation;

/** Starts the service only to check every invariant over all rows; see {@code scripts/prove}. */
public final class Prove {

    private Prove() {}

    public static void main(String[] arguments) {
        Estation.main(new String[] {"--estation.command=prove"});
    }
}
