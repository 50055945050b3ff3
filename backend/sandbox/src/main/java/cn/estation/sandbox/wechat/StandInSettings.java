package cn.estation.sandbox.wechat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the stand-in needs to know: the two accounts, where their callbacks go, and how patient the platform is.
 *
 * <p>{@code mp} is the official account (公众号), {@code ma} the mini-program (小程序). Both belong to one open-platform account, so a
 * person has the same unionid in both.
 *
 * @param port the port on 127.0.0.1, or 0 for a free one
 * @param mpOriginalId the account's own id in messages (gh_…)
 * @param mpCallbackUrl where messages to the official account are pushed; empty until known
 * @param maCallbackUrl where the mini-program's events are pushed; empty until known
 * @param clock the platform's clock; every limit and expiry follows it
 * @param callbackTimeout how long one push may take: 5 s at the platform
 * @param tryEvery the time from the start of one try to the next: 5 s at the platform
 * @param stateFolder where follow state, inbox, menu and codes survive a restart, or null
 */
public record StandInSettings(
        int port,
        String mpAppId,
        String mpSecret,
        String mpToken,
        String mpAesKey,
        String mpOriginalId,
        String maAppId,
        String maSecret,
        String maToken,
        String maAesKey,
        String maOriginalId,
        String mpCallbackUrl,
        String maCallbackUrl,
        Clock clock,
        Duration callbackTimeout,
        Duration tryEvery,
        @Nullable Path stateFolder) {

    static final String MP_PATH = "/wechat/official-account";
    static final String MA_PATH = "/wechat/mini-program";

    /** Demo accounts on a free port, without a callback address. The secrets are public: for development only. */
    public static StandInSettings withDefaults() {
        return new StandInSettings(
                0,
                "wxe5tat10n0000mp01",
                "0e5ca1ab1e0e5ca1ab1e0e5ca1ab1e01",
                "estationMpDemoToken",
                "EstationDemoOfficialAccountKey0123456789abE",
                "gh_estationmp01",
                "wxe5tat10n0000ma01",
                "0e5ca1ab1e0e5ca1ab1e0e5ca1ab1e02",
                "estationMaDemoToken",
                "EstationDemoMiniProgramAccountKey01234567cE",
                "gh_estationma01",
                "",
                "",
                Clock.systemUTC(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                null);
    }

    public StandInSettings withPort(int port) {
        return copy(port, mpCallbackUrl, maCallbackUrl, clock, callbackTimeout, tryEvery, stateFolder);
    }

    public StandInSettings withClock(Clock clock) {
        return copy(port, mpCallbackUrl, maCallbackUrl, clock, callbackTimeout, tryEvery, stateFolder);
    }

    /** Sends both accounts' callbacks to one server, by its base address without a trailing slash. */
    public StandInSettings withServer(String serverUrl) {
        return copy(port, serverUrl + MP_PATH, serverUrl + MA_PATH, clock, callbackTimeout, tryEvery, stateFolder);
    }

    /** Makes the platform less patient, for tests that must not wait. */
    public StandInSettings withPatience(Duration callbackTimeout, Duration tryEvery) {
        return copy(port, mpCallbackUrl, maCallbackUrl, clock, callbackTimeout, tryEvery, stateFolder);
    }

    public StandInSettings withStateFolder(@Nullable Path stateFolder) {
        return copy(port, mpCallbackUrl, maCallbackUrl, clock, callbackTimeout, tryEvery, stateFolder);
    }

    public StandInSettings withOfficialAccount(
            String appId, String secret, String token, String aesKey, String originalId) {
        return new StandInSettings(
                port,
                appId,
                secret,
                token,
                aesKey,
                originalId,
                maAppId,
                maSecret,
                maToken,
                maAesKey,
                maOriginalId,
                mpCallbackUrl,
                maCallbackUrl,
                clock,
                callbackTimeout,
                tryEvery,
                stateFolder);
    }

    public StandInSettings withMiniProgram(
            String appId, String secret, String token, String aesKey, String originalId) {
        return new StandInSettings(
                port,
                mpAppId,
                mpSecret,
                mpToken,
                mpAesKey,
                mpOriginalId,
                appId,
                secret,
                token,
                aesKey,
                originalId,
                mpCallbackUrl,
                maCallbackUrl,
                clock,
                callbackTimeout,
                tryEvery,
                stateFolder);
    }

    Credentials credentials(Account account) {
        return account == Account.OFFICIAL_ACCOUNT
                ? new Credentials(account, mpAppId, mpSecret, mpToken, mpAesKey, mpOriginalId)
                : new Credentials(account, maAppId, maSecret, maToken, maAesKey, maOriginalId);
    }

    private StandInSettings copy(
            int port,
            String mpCallbackUrl,
            String maCallbackUrl,
            Clock clock,
            Duration callbackTimeout,
            Duration tryEvery,
            @Nullable Path stateFolder) {
        return new StandInSettings(
                port,
                mpAppId,
                mpSecret,
                mpToken,
                mpAesKey,
                mpOriginalId,
                maAppId,
                maSecret,
                maToken,
                maAesKey,
                maOriginalId,
                mpCallbackUrl,
                maCallbackUrl,
                clock,
                callbackTimeout,
                tryEvery,
                stateFolder);
    }

    /** Keeps secrets, tokens and keys out of logs. */
    @Override
    public String toString() {
        return "StandInSettings[port=%d, mp=%s, ma=%s]".formatted(port, mpAppId, maAppId);
    }
}
