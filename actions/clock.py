"""What day it is in Quảng Trị."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

_HERE = ZoneInfo("Asia/Ho_Chi_Minh")


def today() -> date:
    return datetime.now(_HERE).date()
