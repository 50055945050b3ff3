package cn.estation.sandbox.wechat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a push differs from what the platform would send: for forgeries, late arrivals and repeats.
 *
 * @param appId the AppID inside the encrypted message, or null for the account's own
 * @param toUserName the account named in the message, or null for the account's own
 * @param signedAt the timestamp of the request, or null for now
 * @param createdAt the CreateTime of the message, or null for now
 * @param msgId the MsgId, or 0 for a new one
 * @param tries how often at most: 3 at the platform
 */
public record PushOptions(
        Mode mode,
        boolean wrongSignature,
        @Nullable String appId,
        @Nullable String toUserName,
        @Nullable Instant signedAt,
        @Nullable Instant createdAt,
        long msgId,
        int tries) {

    public enum Mode {
        /** Encrypted only: what the account is set to. */
        SAFE,
        /** Fields in plain text beside the encrypted message. */
        COMPATIBLE,
        /** Plain text without encryption. */
        PLAIN
    }

    /** As the platform does it. */
    public static PushOptions genuine() {
        return new PushOptions(Mode.SAFE, false, null, null, null, null, 0, 3);
    }

    /** As {@link #genuine}, tried once. */
    public static PushOptions once() {
        return new PushOptions(Mode.SAFE, false, null, null, null, null, 0, 1);
    }

    public PushOptions withMode(Mode mode) {
        return new PushOptions(mode, wrongSignature, appId, toUserName, signedAt, createdAt, msgId, tries);
    }

    public PushOptions withWrongSignature() {
        return new PushOptions(mode, true, appId, toUserName, signedAt, createdAt, msgId, tries);
    }

    public PushOptions withAppId(String appId) {
        return new PushOptions(mode, wrongSignature, appId, toUserName, signedAt, createdAt, msgId, tries);
    }

    public PushOptions withToUserName(String toUserName) {
        return new PushOptions(mode, wrongSignature, appId, toUserName, signedAt, createdAt, msgId, tries);
    }

    public PushOptions signedAt(Instant signedAt) {
        return new PushOptions(mode, wrongSignature, appId, toUserName, signedAt, createdAt, msgId, tries);
    }

    public PushOptions createdAt(Instant createdAt) {
        return new PushOptions(mode, wrongSignature, appId, toUserName, signedAt, createdAt, msgId, tries);
    }

    public PushOptions withMsgId(long msgId) {
        return new PushOptions(mode, wrongSignature, appId, toUserName, signedAt, createdAt, msgId, tries);
    }
}
