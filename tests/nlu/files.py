"""Where the training data stands, and which of its files hold no examples."""

from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
DATA = ROOT / "nlu_data"
NOT_EXAMPLES = [DATA / f"{name}.yml" for name in ("concepts", "rules", "wordings")]
EXAMPLES = sorted(set(DATA.rglob("*.yml")) - set(NOT_EXAMPLES))
DEVELOPMENT = ROOT / "tests" / "data" / "development.jsonl"
