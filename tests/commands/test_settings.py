"""Wrong settings are told in one sentence that names them; secrets stay out of it."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from erp import settings
from erp.settings import Settings, SettingsError

Loader = Callable[..., Settings]


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Loader:
    """Load settings with nothing else set than what is given."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("ERP_")]:
        monkeypatch.delenv(name)

    def with_values(**values: str) -> Settings:
        for name, value in values.items():
            monkeypatch.setenv(f"ERP_{name.upper()}", value)
        return settings.load.__wrapped__()

    return with_values


def test_nothing_has_to_be_set(load: Loader) -> None:
    found = load()
    assert (found.port, found.data_dir, found.database_url) == (8000, Path(".erp"), None)
    assert found.address == "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("port", "abc", "ERP_PORT must be a whole number between 1 and 65535, not 'abc'."),
        ("port", "70000", "ERP_PORT must be a whole number between 1 and 65535, not '70000'."),
        ("pool_wait_seconds", "0", "ERP_POOL_WAIT_SECONDS must be a number between 0 and 60, not '0'."),
        ("log_level", "LOUD", "ERP_LOG_LEVEL must be 'DEBUG', 'INFO', 'WARNING' or 'ERROR', not 'LOUD'."),
        ("demo", "perhaps", "ERP_DEMO must be true or false, not 'perhaps'."),
        (
            "base_url",
            "shop",
            "ERP_BASE_URL must be an address that starts with http:// or https://, not 'shop'.",
        ),
        ("max_body_bytes", "1", "ERP_MAX_BODY_BYTES must be a whole number of at least 10000, not '1'."),
        ("env_file", "gone.env", "ERP_ENV_FILE names a file that does not exist: 'gone.env'."),
    ],
)
def test_a_wrong_setting_is_one_sentence(load: Loader, name: str, value: str, sentence: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load(**{name: value})
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("database_url", "mysql://erp:hunter2@db/erp"),
        ("app_database_url", "hunter2"),
        ("redis_url", "http://:hunter2@cache"),
        ("secret_key", "hunter2"),
    ],
)
def test_a_wrong_secret_is_not_repeated(load: Loader, name: str, value: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load(**{name: value})
    assert f"ERP_{name.upper()} must" in str(refused.value)
    assert "hunter2" not in str(refused.value)


def test_secrets_are_masked_when_printed(load: Loader) -> None:
    found = load(database_url="postgresql://erp:hunter2@db/erp")
    assert "hunter2" not in repr(found) + str(found) + found.model_dump_json()


def test_a_named_file_is_read_and_the_environment_goes_first(load: Loader, tmp_path: Path) -> None:
    (tmp_path / "place.env").write_text("ERP_PORT=9001\nERP_LOG_LEVEL=DEBUG\n")
    found = load(env_file="place.env", log_level="ERROR")
    assert (found.port, found.log_level) == (9001, "ERROR")


def test_the_key_is_drawn_once_and_only_its_owner_reads_it(load: Loader, tmp_path: Path) -> None:
    found = load(data_dir=str(tmp_path / "data"))
    key = settings.secret_key(found)
    assert len(key) >= 32
    assert settings.secret_key(found) == key
    kept = list((tmp_path / "data").iterdir())
    assert [path.name for path in kept] == ["secret.key"]
    assert stat.S_IMODE(kept[0].stat().st_mode) == 0o600


def test_a_given_key_is_written_nowhere(load: Loader, tmp_path: Path) -> None:
    found = load(secret_key="k" * 40, data_dir=str(tmp_path / "data"))
    assert settings.secret_key(found) == b"k" * 40
    assert not (tmp_path / "data").exists()


def test_a_folder_that_cannot_hold_the_key_is_named(load: Loader, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match=r"^ERP_DATA_DIR cannot keep the key: "):
        settings.secret_key(load(data_dir=str(tmp_path / "file")))


def test_a_slip_of_the_pen_is_found(load: Loader, tmp_path: Path) -> None:
    (tmp_path / "place.env").write_text("ERP_PROT=9001\n")
    load(env_file="place.env", databse_url="postgresql://x")
    assert settings.unknown() == ["ERP_DATABSE_URL", "ERP_PROT"]


def test_every_setting_says_what_it_means() -> None:
    silent = [name for name, field in Settings.model_fields.items() if not field.description]
    assert silent == []
