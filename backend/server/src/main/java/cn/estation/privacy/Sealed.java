package cn.estation.privacy;

/**
 * A personal value as it lies in the database: {@code algorithm.key.nonce+ciphertext}. Only a {@link Vault} can read it,
 * and only with the row and column it was sealed for.
 */
public record Sealed(String text) {

    /** Logs and error messages show nothing of it. */
    @Override
    public String toString() {
        return "Sealed";
    }
}
