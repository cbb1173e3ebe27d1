"""Customer churn: who has stopped buying, and how to reach them.

Run with `streamlit run churn.py`. The cluster's address and the token come from the environment:
DATAOS_HOST, DATAOS_USER, DATAOS_TOKEN.
"""

import os

import pandas as pd
import streamlit as st
import trino

CHURN = "lakehouse.sales_360.customer_churn"


@st.cache_data(ttl=600)
def customers() -> pd.DataFrame:
    """One row a customer, the churn status included."""
    connection = trino.dbapi.connect(
        host=os.environ["DATAOS_HOST"],
        port=7432,
        user=os.environ["DATAOS_USER"],
        auth=trino.auth.JWTAuthentication(os.environ["DATAOS_TOKEN"]),
        http_scheme="https",
        http_headers={"cluster-name": "salescluster"},
    )
    cursor = connection.cursor()
    cursor.execute(
        f"""
        SELECT customer_id, first_name, last_name, email_id, degree_of_loyalty,
               last_transaction_date, transaction_count, churn_status
        FROM {CHURN}
        """
    )
    return pd.DataFrame(cursor.fetchall(), columns=[column[0] for column in cursor.description])


st.set_page_config(page_title="Customer churn", layout="wide")
st.title("Customer churn")

data = customers()
summary = data.groupby("churn_status").size().rename("customers")

for column, (status, count) in zip(st.columns(len(summary)), summary.items()):
    column.metric(status, f"{count:,}", f"{count / len(data):.0%} of all", delta_color="off")

st.bar_chart(summary)

status = st.selectbox("Show customers who are", summary.index)
shown = data[data["churn_status"] == status].sort_values("last_transaction_date", ascending=False)
st.dataframe(shown.drop(columns="churn_status"), use_container_width=True, hide_index=True)
st.download_button("Download for a campaign", shown.to_csv(index=False), f"{status.lower().replace(' ', '-')}.csv")
