"""Every setting, read once from the environment."""

from functools import cache
from pathlib import Path

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).parent.parent


class Settings(BaseSettings):
    """Settings by their environment names; empty values count as not set."""

    model_config = SettingsConfigDict(env_ignore_empty=True, extra="ignore")

    host: str = Field("127.0.0.1", description="address that the web server listens on")
    port: int = Field(8000, ge=1, le=65535, description="port that the web server listens on")
    database_url: str = Field("", description="SQLAlchemy URL; a SQLite file under var/ if empty")
    redis_url: str | None = Field(None, description="shared locks and limits; in-process if empty")
    telegram_bot_token: SecretStr | None = Field(None, description="Telegram is off if empty")
    telegram_api_base_url: str | None = Field(None, description="a local Bot API server")
    telegram_webhook_url: str | None = Field(None, description="long polling if empty")
    staff_admin_password: SecretStr | None = Field(None, description="random if empty")
    status_api_key: SecretStr | None = Field(None, description="push API is off if empty")
    sample_data: bool = Field(False, description="marked sample dossiers and re-marking requests")
    telegram_webhook_port: int = Field(
        8443, ge=1, le=65535, description="loopback port behind the webhook address"
    )
    rasa_port: int | None = Field(
        None, ge=1, le=65535, description="loopback port of the Rasa process; a free one if empty"
    )
    actions_port: int | None = Field(
        None, ge=1, le=65535, description="loopback port of the actions; a free one if empty"
    )
    messages_per_minute: int = Field(
        120, ge=1, description="messages accepted from one address, this machine's own excepted"
    )
    var: Path = Field(ROOT / "var", description="folder of the database, logs and locks")

    @field_validator("database_url")
    @classmethod
    def _uses_psycopg(cls, url: str) -> str:
        return url.replace("postgresql://", "postgresql+psycopg://", 1)

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.var / 'motcua.db'}"

    @property
    def web_url(self) -> str:
        host = "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104
        return f"http://{host}:{self.port}"

    @property
    def rasa_url(self) -> str:
        return f"http://127.0.0.1:{self.rasa_port}"


@cache
def settings() -> Settings:
    """Return the settings of this process."""
    return Settings()
