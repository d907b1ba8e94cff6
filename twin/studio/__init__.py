"""The studio: a local page to draw a plan on, with the numbers beside it. Needs the extra "studio" (starlette, uvicorn)."""
